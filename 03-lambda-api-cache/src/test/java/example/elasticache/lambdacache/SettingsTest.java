package example.elasticache.lambdacache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Map<String, String> PLAIN =
      Map.of(
          "UPSTREAM_URL", "https://abc123.execute-api.eu-central-1.amazonaws.com/prod",
          "CACHE_URL", "rediss://my-cache.example:6379",
          "AWS_REGION", "eu-central-1");

  private static Settings with(String... changes) {
    Map<String, String> environment = new HashMap<>(PLAIN);
    for (int i = 0; i < changes.length; i += 2) {
      environment.put(changes[i], changes[i + 1]);
    }
    return Settings.of(environment);
  }

  @Test
  void anIamUserNeedsTls() {
    assertThatThrownBy(
            () ->
                with(
                        "CACHE_URL", "redis://my-cache.example:6379",
                        "CACHE_KIND", "serverless",
                        "CACHE_NAME", "my-cache",
                        "CACHE_USER", "app")
                    .client())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rediss://");
  }

  /** Unsigned, or logged in as somebody else: what is misspelt must not be what is left out. */
  @Test
  void anAuthorizationThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> with("UPSTREAM_AUTH", "IAM").signer())
        .hasMessageContaining("iam or none");
    assertThatThrownBy(() -> with("CACHE_USER", "app").client())
        .hasMessageContaining("CACHE_KIND must be serverless or replication-group");
  }

  @Test
  void anUpstreamUrlThatWouldLeadElsewhereIsRefused() {
    for (String url :
        new String[] {
          "abc123.example/prod",
          "redis://abc123.example",
          "https:///prod",
          "https://abc123.example/prod/",
          "https://abc123.example/prod?canary=1",
          "https://abc123.example/prod#canary"
        }) {
      assertThatThrownBy(() -> with("UPSTREAM_URL", url).upstream())
          .hasMessageContaining("https://host/stage")
          .hasMessageNotContaining("canary");
    }
  }

  @Test
  void aKindThatDoesNotExistIsNamed() {
    assertThatThrownBy(() -> with("CACHE_KIND", "big").client())
        .hasMessageContaining("serverless, replication-group or single");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> Settings.of(Map.of()).upstream()).hasMessageContaining("UPSTREAM_URL");
    assertThatThrownBy(() -> Settings.of(Map.of()).client()).hasMessageContaining("CACHE_URL");
    assertThatThrownBy(() -> with("CACHE_KIND", "serverless", "CACHE_USER", "app").client())
        .hasMessageContaining("CACHE_NAME");
  }

  @Test
  void noPasswordIsRepeated() {
    for (String url :
        new String[] {
          "rediss://app:canary@", "canary", "http://app:canary@host:1", "rediss://app:can ary@h:1"
        }) {
      Throwable refusal = catchThrowable(() -> with("CACHE_URL", url).client());

      for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
        assertThat(cause.toString()).doesNotContain("canary").doesNotContain("can ary");
      }
      assertThat(refusal).isNotNull();
    }
    assertThat(with("CACHE_URL", "rediss://app:canary@h:1").toString()).doesNotContain("canary");
  }

  @Test
  void withoutIamTheRequestsStayAsTheyAre() {
    var headers = Map.of("Accept", "application/json");

    assertThat(with().signer().sign(with().upstream(), headers)).isEqualTo(headers);
  }
}

package example.elasticache.lambdacache.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

class IamAuthTokenTest {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final AwsCredentialsIdentity KEYS =
      AwsCredentialsIdentity.create("AKIDEXAMPLE", SECRET);
  private static final AwsCredentialsIdentity SESSION =
      AwsSessionCredentialsIdentity.create("ASIAEXAMPLE", SECRET, "IQoJb3JpZ2luX2VjE+/=Token==");
  private static final InstantSource THEN =
      InstantSource.fixed(Instant.parse("2026-11-22T06:00:00Z"));

  private static IamAuthToken token(String cache, String user, boolean serverless, String region) {
    return serverless
        ? IamAuthToken.forServerless(cache, user, region, THEN)
        : IamAuthToken.forReplicationGroup(cache, user, region, THEN);
  }

  /** Signatures on which several independent implementations agree. */
  @ParameterizedTest
  @CsvSource({
    "sample-cache, iam-user-01, true, eu-central-1, false, 1bf8f1253f72a4cb813693276459e6955ad58d33e10d12fd0722019c49a20fa0",
    "sample-group, iam-user-01, false, us-east-1, false, 2bf4ccd2e9f208223bbdbb3f7115b5f0bf837ccf07fe31f172c27ca166ba4b1f",
    "sample-cache, iam-user-01, true, eu-central-1, true, 6b61083c6bd97798b1b46d1baa8ee88692698079c01793bfc8e0e005665ddc98",
    "sample-cache, 'user.name_x~y z+w', true, eu-central-1, true, e6bc0ce981e534d5931958673239ed2ab69b5e20f84297c06b867b6fc07a4005"
  })
  void signsAsOthersDo(
      String cache,
      String user,
      boolean serverless,
      String region,
      boolean session,
      String signature) {
    String signed = token(cache, user, serverless, region).sign(session ? SESSION : KEYS);

    assertThat(signed).contains("X-Amz-Signature=" + signature).startsWith(cache + "/?");
  }

  @Test
  void namesAreInLowerCaseAsElastiCacheKeepsThem() {
    assertThatThrownBy(() -> token("My-Cache", "app", true, "eu-central-1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> token("my-cache", "App", false, "eu-central-1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void itsTextShowsNoSignature() {
    assertThat(token("my-cache", "app", true, "eu-central-1").toString())
        .contains("my-cache")
        .doesNotContain("Signature");
  }
}

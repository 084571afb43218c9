package example.elasticache.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

class IamTokensTest {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final String SESSION = "IQoJb3JpZ2luX2VjE+/=Token==";
  private static final IamTokens.Audience CACHE =
      new IamTokens.Audience("my-cache", true, Aws.REGION.id());

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T06:00:00Z"));
  private final Keys keys = new Keys(clock, Principal.administrator("AKIDEXAMPLE", SECRET));
  private final IamTokens tokens = new IamTokens(keys, clock);
  private final AwsBasicCredentials credentials = AwsBasicCredentials.create("AKIDEXAMPLE", SECRET);

  /** Signatures that three independent implementations agree on. */
  @ParameterizedTest
  @CsvSource({
    "sample-cache,true,eu-central-1,1bf8f1253f72a4cb813693276459e6955ad58d33e10d12fd0722019c49a20fa0",
    "sample-group,false,us-east-1,2bf4ccd2e9f208223bbdbb3f7115b5f0bf837ccf07fe31f172c27ca166ba4b1f"
  })
  void aTokenWithAKnownSignatureIsGood(
      String cache, boolean serverless, String region, String signature) {
    String token =
        cache
            + "/?Action=connect&User=iam-user-01"
            + (serverless ? "&ResourceType=ServerlessCache" : "")
            + "&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20261122%2F"
            + region
            + "%2Felasticache%2Faws4_request&X-Amz-Date=20261122T060000Z&X-Amz-Expires=900"
            + "&X-Amz-SignedHeaders=host&X-Amz-Signature="
            + signature;
    var audience = new IamTokens.Audience(cache, serverless, region);

    assertThat(tokens.objection(token, "iam-user-01", audience)).isEmpty();
    assertThat(tokens.objection(token.replace("=900", "=899"), "iam-user-01", audience))
        .contains("the signature is not that of the secret access key");
  }

  @Test
  void aTokenOfATemporarySessionIsGoodForThatSessionOnly() {
    Principal session = keys.issue("AROALOCAL:app", "arn:x", Duration.ofHours(1));
    var theirs =
        AwsSessionCredentials.create(
            session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
    var another =
        AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), SESSION);

    assertThat(objection(Aws.token("my-cache", "app", true, theirs, clock))).isEmpty();
    assertThat(objection(Aws.token("my-cache", "app", true, another, clock)))
        .startsWith("its access key is not known");
    clock.turn(Duration.ofHours(1));
    assertThat(objection(Aws.token("my-cache", "app", true, theirs, clock)))
        .startsWith("its access key is not known");
  }

  @Test
  void aTokenLivesFifteenMinutes() {
    String token = Aws.token("my-cache", "app", true, credentials, clock);

    clock.turn(Duration.ofMinutes(15).minusSeconds(1));
    assertThat(objection(token)).isEmpty();
    clock.turn(Duration.ofSeconds(1));
    assertThat(objection(token)).isEqualTo("the token has expired");
  }

  @Test
  void aTokenForSomethingElseIsRefused() {
    var otherKeys = AwsBasicCredentials.create("AKIDEXAMPLE", "another secret");
    var unknownKeys = AwsBasicCredentials.create("AKIDNOBODY", SECRET);

    assertThat(objection(Aws.token("other-cache", "app", true, credentials, clock)))
        .isEqualTo("the token is for another cache");
    assertThat(objection(Aws.token("my-cache", "eve", true, credentials, clock)))
        .isEqualTo("the token is for another user");
    assertThat(objection(Aws.token("my-cache", "app", false, credentials, clock)))
        .isEqualTo("ResourceType=ServerlessCache is missing");
    assertThat(objection(Aws.token("my-cache", "app", true, otherKeys, clock)))
        .startsWith("the signature is not that");
    assertThat(objection(Aws.token("my-cache", "app", true, unknownKeys, clock)))
        .startsWith("its access key is not known");
    assertThat(
            tokens.objection(
                Aws.token("my-cache", "app", true, credentials, clock),
                "app",
                new IamTokens.Audience("my-cache", true, "us-east-1")))
        .contains("the token is signed for another service or region");
    assertThat(
            tokens.objection(
                Aws.token("my-cache", "app", true, credentials, clock),
                "app",
                new IamTokens.Audience("my-cache", false, Aws.REGION.id())))
        .contains("it has a ResourceType, which only serverless caches want");
  }

  @Test
  void whatIsSignedCannotBeChangedAfterwards() {
    String token = Aws.token("my-cache", "app", false, credentials, clock);

    assertThat(objection(token + "&ResourceType=ServerlessCache"))
        .startsWith("the signature is not that");
    assertThat(objection(token + "&User=app")).startsWith("the token is not a presigned request");
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "a password",
    "my-cache/?",
    "my-cache/?%zz=1",
    "my-cache/?X-Amz-Credential=a/b/c",
    "my-cache/?Action=connect&User=app&X-Amz-Credential=a/b/c/d/aws4_request"
  })
  void garbageIsRefused(String garbage) {
    assertThat(objection(garbage)).isNotEmpty();
  }

  private String objection(String token) {
    return tokens.objection(token, "app", CACHE).orElse("");
  }
}

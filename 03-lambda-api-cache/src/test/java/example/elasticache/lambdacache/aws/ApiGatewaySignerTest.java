package example.elasticache.lambdacache.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

class ApiGatewaySignerTest {
  private static final String HOST = "https://abc123.execute-api.eu-central-1.amazonaws.com";
  private final ApiGatewaySigner signer =
      new ApiGatewaySigner(
          () ->
              AwsSessionCredentialsIdentity.create(
                  "ASIAEXAMPLE",
                  "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                  "IQoJb3JpZ2luX2VjE+/=Token=="),
          "eu-central-1",
          InstantSource.fixed(Instant.parse("2026-11-22T06:00:00Z")));

  /** Signatures on which several independent implementations agree. */
  @ParameterizedTest
  @CsvSource({
    "/prod/products/7?currency=EUR, 2bafe6eccf0995ca513862be8bc83e59359c3d8e265c9f2a928402af8384835c",
    "/prod/products/a%20b?q=x%2By&currency=EUR, 7fbf716008cd393f0806b0298482f43b63b0f1b6d49693c212c317b6b5c794a6",
    "/prod/r%C3%A9sum%C3%A9, 5f6d7406ac7e98b921915a542ad7706a3d5a19a7995ee53cfc3e6920d674dce8"
  })
  void signsAsOthersDo(String path, String signature) {
    var headers = signer.sign(URI.create(HOST + path), Map.of());

    assertThat(headers.get("Authorization")).endsWith("Signature=" + signature);
    assertThat(headers.get("X-Amz-Security-Token")).isEqualTo("IQoJb3JpZ2luX2VjE+/=Token==");
  }

  @Test
  void theCallersNameIsUnderTheSignatureAndTheHostIsLeftToTheHttpClient() {
    var headers = signer.sign(URI.create(HOST + "/prod/prices/7"), Map.of("X-Caller", "acme/ada"));

    assertThat(headers).containsEntry("X-Caller", "acme/ada").doesNotContainKey("Host");
    assertThat(headers.get("Authorization")).containsPattern("SignedHeaders=[^,]*host");
    assertThat(headers.get("Authorization")).containsPattern("SignedHeaders=[^,]*x-caller");
  }
}

package example.elasticache.lambdacache.aws;

import example.elasticache.lambdacache.RequestSigner;
import java.net.URI;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Signs requests to an API of API Gateway that asks for IAM authorization. */
public final class ApiGatewaySigner implements RequestSigner {
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final Supplier<AwsCredentialsIdentity> credentials;
  private final String region;
  private final InstantSource clock;

  /** Signs for the region of the API, with the credentials of the moment. */
  public ApiGatewaySigner(
      Supplier<AwsCredentialsIdentity> credentials, String region, InstantSource clock) {
    this.credentials = credentials;
    this.region = region;
    this.clock = clock;
  }

  // tag::sign[]
  @Override
  public Map<String, String> sign(URI uri, Map<String, String> headers) {
    var request = SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(uri);
    headers.forEach(request::putHeader);
    var signed =
        signer.sign(
            r ->
                r.identity(credentials.get())
                    .request(request.build())
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(
                        HttpSigner.SIGNING_CLOCK, Clock.fixed(clock.instant(), ZoneOffset.UTC)));
    Map<String, String> all = new LinkedHashMap<>();
    signed.request().forEachHeader((name, values) -> all.put(name, values.get(0)));
    // The HTTP client sends its own, with the same content, and lets nobody else set it.
    all.keySet().removeIf("Host"::equalsIgnoreCase);
    return all;
  }

  // end::sign[]
}

package example.elasticache.lambdacache.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * The password of an IAM user of a cache: a request to connect, signed and never sent.
 *
 * <p>It lets one user into one cache for fifteen minutes. Signing happens here, without the
 * network, so sign for each new connection rather than keep a token. Its text shows no signature.
 */
public final class IamAuthToken {
  private static final Duration LIFE = Duration.ofMinutes(15);

  private final String cache;
  private final String user;
  private final boolean serverless;
  private final String region;
  private final InstantSource clock;

  private IamAuthToken(
      String cache, String user, boolean serverless, String region, InstantSource clock) {
    requireLowerCase("cache name", cache);
    requireLowerCase("user id", user);
    this.cache = cache;
    this.user = user;
    this.serverless = serverless;
    this.region = region;
    this.clock = clock;
  }

  /** For a serverless cache, by its name: not by its endpoint's. */
  public static IamAuthToken forServerless(
      String cache, String user, String region, InstantSource clock) {
    return new IamAuthToken(cache, user, true, region, clock);
  }

  /** For a replication group, by its id: not by its endpoint's name. */
  public static IamAuthToken forReplicationGroup(
      String group, String user, String region, InstantSource clock) {
    return new IamAuthToken(group, user, false, region, clock);
  }

  private static void requireLowerCase(String what, String name) {
    if (name.isEmpty() || !name.equals(name.toLowerCase(Locale.ROOT)) || name.contains("/")) {
      throw new IllegalArgumentException(
          "The " + what + " must be in lower case, as ElastiCache keeps it: " + name);
    }
  }

  // tag::sign[]
  /** Returns a token for one login. */
  public String sign(AwsCredentialsIdentity credentials) {
    var request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .protocol("http")
            .host(cache)
            .encodedPath("/")
            .putRawQueryParameter("Action", "connect")
            .putRawQueryParameter("User", user);
    if (serverless) {
      // It is signed with the rest, so it cannot be added to a finished token.
      request.putRawQueryParameter("ResourceType", "ServerlessCache");
    }
    String url =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(credentials)
                        .request(request.build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "elasticache")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(
                            AwsV4FamilyHttpSigner.AUTH_LOCATION,
                            AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, LIFE)
                        .putProperty(
                            HttpSigner.SIGNING_CLOCK, Clock.fixed(clock.instant(), ZoneOffset.UTC)))
            .request()
            .getUri()
            .toString();
    return url.substring("http://".length());
  }

  // end::sign[]

  /** Returns the user who logs in. */
  public String user() {
    return user;
  }

  @Override
  public String toString() {
    return "IamAuthToken[cache=" + cache + ", user=" + user + ", region=" + region + "]";
  }
}

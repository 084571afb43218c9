package example.elasticache.devservices.aws;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import redis.clients.jedis.SslOptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.ServerlessCache;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** AWS's own clients, pointed at a control plane. */
final class Aws implements AutoCloseable {
  static final AwsCredentials KEYS =
      AwsBasicCredentials.create(ControlPlane.ACCESS_KEY_ID, ControlPlane.SECRET_ACCESS_KEY);
  static final Region REGION = Region.EU_CENTRAL_1;

  final ElastiCacheClient elastiCache;
  final IamClient iam;
  final StsClient sts;

  Aws(ControlPlane plane) {
    this(plane, KEYS);
  }

  Aws(ControlPlane plane, AwsCredentials keys) {
    this(plane.endpoint(), keys);
  }

  Aws(URI plane, AwsCredentials keys) {
    elastiCache = at(plane, keys, ElastiCacheClient.builder()).region(REGION).build();
    iam = at(plane, keys, IamClient.builder()).region(Region.AWS_GLOBAL).build();
    sts = at(plane, keys, StsClient.builder()).region(REGION).build();
  }

  /** Returns a plane on which changes take minutes of this clock. */
  static ControlPlane slowPlane(InstantSource clock) {
    var timings =
        new Timings(
            Duration.ofMinutes(3),
            Duration.ofMinutes(2),
            Duration.ofMinutes(1),
            Duration.ZERO,
            Duration.ZERO);
    return ControlPlane.with().clock(clock).timings(timings).start();
  }

  /** Returns trust in the certificates that the caches of this plane show. */
  static SslOptions trust(ControlPlane plane) {
    return SslOptions.builder()
        .truststore(
            plane.certificates().trustStore().toFile(),
            plane.certificates().password().toCharArray())
        .trustStoreType("PKCS12")
        .build();
  }

  private static <B extends AwsClientBuilder<B, ?>> B at(
      URI plane, AwsCredentials keys, B builder) {
    return builder
        .endpointOverride(plane)
        .credentialsProvider(StaticCredentialsProvider.create(keys));
  }

  ServerlessCache serverless(String name) {
    return elastiCache
        .describeServerlessCaches(r -> r.serverlessCacheName(name))
        .serverlessCaches()
        .get(0);
  }

  ServerlessCache awaitServerless(String name) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> serverless(name).status().equals("available"));
    return serverless(name);
  }

  ReplicationGroup group(String id) {
    return elastiCache
        .describeReplicationGroups(r -> r.replicationGroupId(id))
        .replicationGroups()
        .get(0);
  }

  ReplicationGroup awaitGroup(String id) {
    await().atMost(Duration.ofSeconds(30)).until(() -> group(id).status().equals("available"));
    return group(id);
  }

  /** Returns a token as AWS documents it, made by AWS's own signer. */
  static String token(
      String cache, String user, boolean serverless, AwsCredentials keys, InstantSource clock) {
    var request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .protocol("http")
            .host(cache)
            .encodedPath("/")
            .putRawQueryParameter("Action", "connect")
            .putRawQueryParameter("User", user);
    if (serverless) {
      request.putRawQueryParameter("ResourceType", "ServerlessCache");
    }
    Instant now = clock.instant();
    return AwsV4HttpSigner.create()
        .sign(
            r ->
                r.identity(keys)
                    .request(request.build())
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "elasticache")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, REGION.id())
                    .putProperty(
                        AwsV4FamilyHttpSigner.AUTH_LOCATION,
                        AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(15))
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC)))
        .request()
        .getUri()
        .toString()
        .substring("http://".length());
  }

  void setParameter(String group, String name, String value) {
    elastiCache.modifyCacheParameterGroup(
        r ->
            r.cacheParameterGroupName(group)
                .parameterNameValues(
                    ParameterNameValue.builder()
                        .parameterName(name)
                        .parameterValue(value)
                        .build()));
  }

  @Override
  public void close() {
    elastiCache.close();
    iam.close();
    sts.close();
  }
}

package example.elasticache.lambdacache;

import static example.elasticache.lambdacache.Gateway.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.aws.ControlPlane;
import example.elasticache.lambdacache.Gateway.Reply;
import example.elasticache.lambdacache.demo.ProductApi;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.SslOptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.InputAuthenticationType;
import software.amazon.awssdk.services.elasticache.model.ServerlessCache;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The function logs in as the template has it: by its role's credentials, at a serverless cache.
 */
@Timeout(120)
class IamLoginIT {
  private static final String TRUST =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
        "Principal":{"Service":"lambda.amazonaws.com"}}]}""";

  private static ControlPlane plane;
  private static ProductApi api;
  private static Credentials session;
  private static String endpoint;

  @BeforeAll
  static void create() {
    plane = ControlPlane.start();
    api = ProductApi.open();
    try (var elastiCache = at(ElastiCacheClient.builder(), Region.EU_CENTRAL_1).build();
        var iam = at(IamClient.builder(), Region.AWS_GLOBAL).build();
        var sts = at(StsClient.builder(), Region.EU_CENTRAL_1).build()) {
      elastiCache.createUser(
          r ->
              r.userId("shop-function")
                  .userName("shop-function")
                  .engine("valkey")
                  .accessString("on " + AccessString.RULES)
                  .authenticationMode(m -> m.type(InputAuthenticationType.IAM)));
      elastiCache.createUserGroup(
          r -> r.userGroupId("shop-users").engine("valkey").userIds("shop-function"));
      elastiCache.createServerlessCache(
          r -> r.serverlessCacheName("shop-answers").engine("valkey").userGroupId("shop-users"));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> cache(elastiCache).status().equals("available"));
      var where = cache(elastiCache).endpoint();
      endpoint = "rediss://" + where.address() + ":" + where.port();
      var role = iam.createRole(r -> r.roleName("function").assumeRolePolicyDocument(TRUST)).role();
      session = sts.assumeRole(r -> r.roleArn(role.arn()).roleSessionName("sandbox")).credentials();
    }
  }

  private static ServerlessCache cache(ElastiCacheClient elastiCache) {
    return elastiCache
        .describeServerlessCaches(r -> r.serverlessCacheName("shop-answers"))
        .serverlessCaches()
        .get(0);
  }

  private static <B extends AwsClientBuilder<B, ?>> B at(B builder, Region region) {
    return builder
        .endpointOverride(plane.endpoint())
        .region(region)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    ControlPlane.ACCESS_KEY_ID, ControlPlane.SECRET_ACCESS_KEY)));
  }

  @AfterAll
  static void delete() {
    api.close();
    plane.close();
  }

  private static CachedApi function(String... changes) {
    Map<String, String> environment = new HashMap<>();
    environment.put("UPSTREAM_URL", api.uri().toString());
    environment.put("CACHE_URL", endpoint);
    environment.put("CACHE_KIND", "serverless");
    environment.put("CACHE_NAME", "shop-answers");
    environment.put("CACHE_USER", "shop-function");
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("AWS_ACCESS_KEY_ID", session.accessKeyId());
    environment.put("AWS_SECRET_ACCESS_KEY", session.secretAccessKey());
    environment.put("AWS_SESSION_TOKEN", session.sessionToken());
    for (int i = 0; i < changes.length; i += 2) {
      environment.put(changes[i], changes[i + 1]);
    }
    var certificates = plane.certificates();
    return new CachedApi(
        Routes.SHOP,
        Settings.of(environment)
            .trusting(
                SslOptions.builder()
                    .truststore(
                        certificates.trustStore().toFile(), certificates.password().toCharArray())
                    .trustStoreType("PKCS12")
                    .build()));
  }

  @Test
  void theRoleOfTheFunctionOpensTheCache() {
    try (CachedApi function = function()) {
      function.connect();
      Reply first = ask(function, "/products/7");

      assertThat(ask(function, "/products/7")).isEqualTo(new Reply(200, "hit", first.body()));
      for (CacheFault fault : CacheFault.values()) {
        assertThat(function.faults(fault)).as(fault.name()).isZero();
      }
    }
  }

  @Test
  void afterARestoreTheFunctionSignsAnew() {
    try (CachedApi function = function()) {
      function.connect();
      ask(function, "/products/8");
      function.disconnect();
      function.connect();

      assertThat(ask(function, "/products/8").cache()).isEqualTo("hit");
    }
  }

  @Test
  void aTokenForAnotherCacheOrByAnotherKeyIsRefusedAndTheFunctionAnswersAllTheSame() {
    for (String[] change :
        new String[][] {
          {"CACHE_NAME", "another-cache"},
          {"AWS_SECRET_ACCESS_KEY", "another-secret"},
          {"CACHE_KIND", "replication-group"}
        }) {
      try (CachedApi function = function(change)) {
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> {
                  assertThat(ask(function, "/products/9").status()).isEqualTo(200);
                  return function.faults(CacheFault.DENIED) > 0;
                });
      }
    }
  }
}

package example.elasticache.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.topology.ServerlessRedis;
import example.elasticache.sessions.availability.Clients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.SslOptions;

/**
 * The whole contract on a server in the shape of ElastiCache Serverless: TLS, the cluster protocol,
 * and a user to whom CONFIG, KEYS, keyspace events and more are refused.
 */
class ServerlessSessionsIT implements RevocationContract {
  private static ServerlessRedis serverless;
  private static RedisClusterClient redis;

  @BeforeAll
  static void connect() {
    serverless = ServerlessRedis.start();
    // Patient, for a busy machine.
    redis =
        RedisClusterClient.builder()
            .nodes(Set.of(new HostAndPort("localhost", serverless.uri().getPort())))
            .clientConfig(
                DefaultJedisClientConfig.builder()
                    .user(serverless.user().name())
                    .password(serverless.user().password())
                    .sslOptions(trusted())
                    .build())
            .build();
  }

  private static SslOptions trusted() {
    return SslOptions.builder()
        .truststore(
            serverless.certificates().trustStore().toFile(),
            serverless.certificates().password().toCharArray())
        .trustStoreType("PKCS12")
        .build();
  }

  @AfterAll
  static void disconnect() {
    redis.close();
    serverless.close();
  }

  @Override
  public SessionRepository repository(Lifetimes lifetimes) {
    serverless.server().call("FLUSHALL");
    return new RedisSessionRepository(redis, lifetimes);
  }

  @Override
  public void letPass(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  @AfterEach
  void nothingWasRefused() {
    assertThat((List<?>) serverless.server().call("ACL", "LOG")).isEmpty();
  }

  @Test
  void theApplicationsOwnClientReachesItToo() {
    try (var client = Clients.cluster(serverless.uri(), trusted())) {
      var sessions = new RedisSessionRepository(client, Lifetimes.defaults());
      await()
          .ignoreExceptions()
          .until(
              () -> {
                Session session = sessions.create(ADA, Map.of());
                return sessions.find(session.id()).isPresent();
              });
    }
  }
}

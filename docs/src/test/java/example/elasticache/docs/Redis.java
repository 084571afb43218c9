package example.elasticache.docs;

import example.elasticache.devservices.Certificates;
import example.elasticache.devservices.topology.ServerlessRedis;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.commands.ProtocolCommand;

/** Clients with short limits, and commands that no client offers. */
final class Redis {

  /** Returns a client with a pool of one connection. */
  static RedisClient client(URI endpoint) {
    return client(endpoint, limits());
  }

  static RedisClient client(URI endpoint, DefaultJedisClientConfig.Builder config) {
    var pool = new ConnectionPoolConfig();
    pool.setMaxTotal(1);
    pool.setMaxWait(Duration.ofMillis(50));
    return RedisClient.builder()
        .hostAndPort(address(endpoint))
        .clientConfig(config.build())
        .poolConfig(pool)
        .build();
  }

  static RedisClusterClient cluster(URI endpoint) {
    return cluster(endpoint, limits());
  }

  static RedisClusterClient cluster(URI endpoint, DefaultJedisClientConfig.Builder config) {
    return RedisClusterClient.builder()
        .nodes(Set.of(address(endpoint)))
        .clientConfig(config.build())
        .build();
  }

  /** Returns a configuration that waits long enough for a busy machine. */
  static DefaultJedisClientConfig.Builder limits() {
    return DefaultJedisClientConfig.builder()
        .connectionTimeoutMillis(5_000)
        .socketTimeoutMillis(5_000);
  }

  /** Returns a configuration for errors that are a wait without end. */
  static DefaultJedisClientConfig.Builder impatient() {
    return DefaultJedisClientConfig.builder().connectionTimeoutMillis(300).socketTimeoutMillis(300);
  }

  /** Returns a configuration that trusts the certificate, whatever name it is for. */
  static DefaultJedisClientConfig.Builder trusting(Certificates certificates) {
    return limits()
        .sslOptions(
            SslOptions.builder()
                .truststore(
                    certificates.trustStore().toFile(), certificates.password().toCharArray())
                .trustStoreType("PKCS12")
                .build());
  }

  static DefaultJedisClientConfig.Builder login(ServerlessRedis serverless) {
    return trusting(serverless.certificates())
        .user(serverless.user().name())
        .password(serverless.user().password());
  }

  /** Sends a command as it is written. */
  static Object send(UnifiedJedis client, String command) {
    String[] words = command.split(" ");
    ProtocolCommand name = () -> words[0].getBytes(StandardCharsets.US_ASCII);
    var arguments = new CommandArguments(name);
    Stream.of(words).skip(1).forEach(arguments::add);
    return client.executeCommand(arguments);
  }

  static HostAndPort address(URI endpoint) {
    return new HostAndPort(endpoint.getHost(), endpoint.getPort());
  }

  private Redis() {}
}

package example.elasticache.docs;

import static java.util.Map.entry;

import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.topology.ServerlessRedis;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import redis.clients.jedis.RedisClient;

/** What a server says to a client that it does not know, or that wants too much. */
final class AccessErrors {

  static Map<String, Provocation> provocations() {
    return Map.ofEntries(
        entry("noauth", AccessErrors::noAuth),
        entry("wrongpass", () -> asUser("not-the-password", client -> client.get("user_info:1"))),
        entry("noperm-command", () -> asUser("secret", client -> client.del("user_info:1"))),
        entry("noperm-key", () -> asUser("secret", client -> client.get("session:1"))),
        entry("config-refused", AccessErrors::serverlessRefuses));
  }

  private interface Conversation {
    Object with(RedisClient client);
  }

  /** Talks as a user who may read the keys user_info:* and whose password is "secret". */
  private static Object asUser(String password, Conversation conversation) {
    try (var server = RedisServer.start();
        var administrator = Redis.client(server.uri())) {
      Redis.send(administrator, "ACL SETUSER app on >secret ~user_info:* +@read +@connection");
      var login = Redis.limits().user("app").password(password);
      try (var client = Redis.client(server.uri(), login)) {
        return conversation.with(client);
      }
    }
  }

  private static Object noAuth() {
    try (var server = RedisServer.start("--requirepass", "secret");
        var client = Redis.client(server.uri())) {
      return client.get("k");
    }
  }

  private static Object serverlessRefuses() {
    try (var serverless = ServerlessRedis.start();
        var client = Redis.client(serverless.uri(), Redis.login(serverless))) {
      return Stream.of("CONFIG GET maxmemory", "KEYS *", "SELECT 1")
          .<Provocation>map(command -> () -> Redis.send(client, command))
          .map(Provocation::symptom)
          .collect(Collectors.joining());
    }
  }

  private AccessErrors() {}
}

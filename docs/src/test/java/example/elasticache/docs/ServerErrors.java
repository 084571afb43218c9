package example.elasticache.docs;

import static java.util.Map.entry;

import example.elasticache.devservices.RedisServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import redis.clients.jedis.Connection;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisException;

/** What a single server answers in place of a result. */
final class ServerErrors {
  private static final String NO_SUCH_SCRIPT = "0".repeat(40);

  static Map<String, Provocation> provocations() {
    return Map.ofEntries(
        entry("wrongtype", ServerErrors::wrongType),
        entry("noscript", () -> on(client -> client.evalsha(NO_SUCH_SCRIPT))),
        entry("execabort", ServerErrors::execAbort),
        entry("oom", ServerErrors::oom),
        entry("readonly", ServerErrors::readOnly),
        entry("masterdown", ServerErrors::masterDown),
        entry("loading", ServerErrors::loading),
        entry("busy", ServerErrors::busy),
        entry("misconf", ServerErrors::misconf),
        entry("max-clients", ServerErrors::maxClients),
        entry("unknown-command", () -> on(client -> Redis.send(client, "NOSUCHCOMMAND k"))),
        entry("pool-exhausted", ServerErrors::poolExhausted),
        entry("end-of-stream", ServerErrors::endOfStream),
        entry("read-timed-out", ServerErrors::readTimedOut));
  }

  private interface Conversation {
    Object with(RedisClient client) throws Exception;
  }

  private static Object on(Conversation conversation) throws Exception {
    try (var server = RedisServer.start();
        var client = Redis.client(server.uri())) {
      return conversation.with(client);
    }
  }

  private static Object wrongType() throws Exception {
    return on(
        client -> {
          client.set("user_info:1", "text");
          return client.lpush("user_info:1", "an element");
        });
  }

  private static Object execAbort() throws Exception {
    return on(
        client -> {
          try (var transaction = client.multi()) {
            ProtocolCommand set = () -> "SET".getBytes(StandardCharsets.US_ASCII);
            transaction.sendCommand(set, "a-key-and-no-value");
            return transaction.exec();
          }
        });
  }

  private static Object oom() throws Exception {
    return on(
        client -> {
          Redis.send(client, "CONFIG SET maxmemory 1");
          return client.set("k", "v");
        });
  }

  private static Object readOnly() throws Exception {
    return on(
        client -> {
          Redis.send(client, "REPLICAOF 127.0.0.1 1");
          return client.set("k", "v");
        });
  }

  private static Object masterDown() throws Exception {
    return on(
        client -> {
          Redis.send(client, "REPLICAOF 127.0.0.1 1");
          Redis.send(client, "CONFIG SET replica-serve-stale-data no");
          return client.get("k");
        });
  }

  private static Object maxClients() throws Exception {
    try (var server = RedisServer.start();
        var first = Redis.client(server.uri())) {
      Redis.send(first, "CONFIG SET maxclients 1");
      try (var second = Redis.client(server.uri())) {
        return second.get("k");
      }
    }
  }

  private static Object busy() throws Exception {
    try (var server = RedisServer.start("--busy-reply-threshold", "1");
        var script = Redis.client(server.uri());
        var client = Redis.client(server.uri())) {
      client.get("k"); // connected before nobody is served any more
      CompletableFuture.runAsync(() -> script.eval("while true do end"));
      try {
        return firstFailure(client);
      } finally {
        Redis.send(client, "SCRIPT KILL");
      }
    }
  }

  private static Object loading() throws Exception {
    // Loads slowly, and looks for clients often meanwhile.
    try (var server =
            RedisServer.start(
                "--key-load-delay",
                "20000",
                "--loading-process-events-interval-bytes",
                "1024",
                "--rdbcompression",
                "no");
        var client = Redis.client(server.uri())) {
      for (int i = 0; i < 100; i++) {
        client.set("k" + i, "v".repeat(1024));
      }
      Redis.send(client, "SAVE");
      server.kill();
      var restart = CompletableFuture.runAsync(server::restart);
      try {
        return firstFailure(client, "LOADING");
      } finally {
        restart.join();
      }
    }
  }

  private static Object misconf() throws Exception {
    try (var server = RedisServer.start("--save", "900", "1");
        var client = Redis.client(server.uri())) {
      delete(server.directory());
      Redis.send(client, "BGSAVE");
      return firstFailure(client);
    }
  }

  private static void delete(Path directory) throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  private static Object poolExhausted() throws Exception {
    return on(
        client -> {
          Connection theOnlyOne = client.getPool().getResource();
          try {
            return client.get("k");
          } finally {
            theOnlyOne.close();
          }
        });
  }

  private static Object endOfStream() throws Exception {
    try (var server = RedisServer.start();
        var client = Redis.client(server.uri());
        var administrator = Redis.client(server.uri())) {
      client.get("k");
      Redis.send(administrator, "CLIENT KILL TYPE normal SKIPME yes");
      return client.get("k");
    }
  }

  private static Object readTimedOut() throws Exception {
    try (var server = RedisServer.start();
        var client = Redis.client(server.uri(), Redis.impatient())) {
      client.get("k");
      server.pause();
      try {
        return client.get("k");
      } finally {
        server.resume();
      }
    }
  }

  private static Object firstFailure(RedisClient client) {
    return firstFailure(client, "");
  }

  /** Writes until that fails with these words, and returns the failure's text. */
  private static Object firstFailure(RedisClient client, String words) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> failure(client), text -> !text.isEmpty() && text.contains(words));
  }

  private static String failure(RedisClient client) {
    try {
      client.set("k", "v");
      return "";
    } catch (JedisException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private ServerErrors() {}
}

package example.elasticache.docs;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assumptions.abort;

import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.faults.FaultProxy;
import example.elasticache.devservices.topology.TlsRedis;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import redis.clients.jedis.SslOptions;

/** What stands in the way of a first answer. */
final class ConnectionErrors {

  static Map<String, Provocation> provocations() {
    return Map.ofEntries(
        entry("connect-timed-out", ConnectionErrors::connectTimedOut),
        entry("connection-refused", ConnectionErrors::connectionRefused),
        entry("unknown-host", () -> get("redis://my-cache.invalid:6379")),
        entry("tls-to-plaintext", ConnectionErrors::tlsToPlaintext),
        entry("hang-without-tls", ConnectionErrors::plaintextToTls),
        entry("wrong-name", ConnectionErrors::wrongName),
        entry("untrusted", ConnectionErrors::untrusted),
        entry("dns-cached", ConnectionErrors::dnsCached));
  }

  private static Object get(String endpoint) {
    try (var client = Redis.client(URI.create(endpoint), Redis.impatient())) {
      return client.get("k");
    }
  }

  private static Object connectionRefused() throws IOException {
    int unused;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      unused = socket.getLocalPort();
    }
    return get("redis://127.0.0.1:" + unused);
  }

  private static Object connectTimedOut() throws IOException {
    List<Socket> waiting = new ArrayList<>();
    // Nobody accepts here: once the queue is full, a new client is neither let in nor refused.
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 100; i++) {
        var client = new Socket();
        waiting.add(client);
        try {
          client.connect(listener.getLocalSocketAddress(), 300);
        } catch (SocketTimeoutException full) {
          return get("redis://127.0.0.1:" + listener.getLocalPort());
        }
      }
      return abort("This system does not let a full queue wait.");
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  private static Object tlsToPlaintext() {
    try (var server = RedisServer.start();
        var client =
            Redis.client(server.uri(), Redis.impatient().sslOptions(SslOptions.defaults()))) {
      return client.get("k");
    }
  }

  private static Object plaintextToTls() {
    try (var server = TlsRedis.start();
        var network = FaultProxy.before(server.server().address())) {
      requireFailure(() -> get(plaintext(server.server().address())));
      // This server hangs up; a serverless cache lets the client wait, as this network does.
      network.blackHole();
      return get(plaintext(network.address()));
    }
  }

  private static String plaintext(InetSocketAddress server) {
    return "redis://127.0.0.1:" + server.getPort();
  }

  private static void requireFailure(Provocation attempt) {
    if (!attempt.symptom().contains("JedisConnectionException")) {
      throw new IllegalStateException("A TLS server answered a client without TLS.");
    }
  }

  private static Object wrongName() {
    try (var server = TlsRedis.startWithWrongName()) {
      return Stream.of("localhost", "127.0.0.1")
          .<Provocation>map(host -> () -> getTrusting(server, host))
          .map(Provocation::symptom)
          .collect(Collectors.joining());
    }
  }

  private static Object getTrusting(TlsRedis server, String host) {
    var endpoint = URI.create("rediss://" + host + ":" + server.uri().getPort());
    try (var client = Redis.client(endpoint, Redis.trusting(server.certificates()))) {
      return client.get("k");
    }
  }

  private static Object untrusted() {
    try (var server = TlsRedis.start();
        var client = Redis.client(server.uri(), Redis.limits().sslOptions(SslOptions.defaults()))) {
      return client.get("k");
    }
  }

  private static Object dnsCached() throws Exception {
    String cured = lookUpTwice("-Dsun.net.inetaddr.ttl=0");
    if (!cured.contains("after the failover: another")) {
      throw new IllegalStateException("The cure on the page does not help: " + cured);
    }
    return lookUpTwice("-Dsun.net.inetaddr.ttl=30");
  }

  /** Lets a JVM look a name up before and after it moves to another address. */
  private static String lookUpTwice(String memory) throws Exception {
    Path hosts = Files.createTempFile("hosts", "");
    try {
      Files.writeString(hosts, "127.0.0.1 my-cache.example\n");
      Process jvm =
          new ProcessBuilder(
                  System.getProperty("java.home")
                      + File.separator
                      + "bin"
                      + File.separator
                      + "java",
                  "-Djdk.net.hosts.file=" + hosts,
                  memory,
                  "-cp",
                  Path.of("target/test-classes").toString(),
                  NameThatMoves.class.getName(),
                  hosts.toString())
              .redirectErrorStream(true)
              .start();
      return new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      Files.delete(hosts);
    }
  }

  private ConnectionErrors() {}
}

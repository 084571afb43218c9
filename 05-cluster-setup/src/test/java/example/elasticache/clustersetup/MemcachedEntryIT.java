package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.LoopbackListener;
import example.elasticache.devservices.MemcachedStandIn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import net.rubyeye.xmemcached.command.BinaryCommandFactory;
import net.rubyeye.xmemcached.command.TextCommandFactory;
import net.rubyeye.xmemcached.utils.ByteUtils;
import net.rubyeye.xmemcached.utils.Protocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Hostile names on their way to Memcached and back. */
class MemcachedEntryIT {
  private static MemcachedStandIn server;

  @BeforeAll
  static void start() {
    server = MemcachedStandIn.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static MemcachedClient client() throws Exception {
    var builder = new XMemcachedClientBuilder(List.of(server.address()));
    builder.setCommandFactory(new TextCommandFactory());
    return builder.build();
  }

  private static byte[] valueOf(String name) {
    return ("value of " + name).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void hostileNamesComeBackAndDisturbNobody() throws Exception {
    MemcachedClient client = client();
    try {
      assertHostileNamesAreHarmless(client);
    } finally {
      client.shutdown();
    }
  }

  /** From then on, XMemcached checks no key any more, in the whole JVM. */
  @Test
  void theyDisturbNobodyEvenWhenAnotherClientUsesTheBinaryProtocol() throws Exception {
    MemcachedClient client = client();
    // It hangs up at the first word, which is the client's farewell: the client waits for that.
    try (var silent =
        LoopbackListener.start(
            "binary", connection -> connection.client().getInputStream().read())) {
      var builder = new XMemcachedClientBuilder(List.of(silent.address()));
      builder.setCommandFactory(new BinaryCommandFactory());
      MemcachedClient binary = builder.build();
      try {
        assertHostileNamesAreHarmless(client);
      } finally {
        binary.shutdown();
        ByteUtils.setProtocol(Protocol.Text);
      }
    } finally {
      client.shutdown();
    }
  }

  private static void assertHostileNamesAreHarmless(MemcachedClient client) throws Exception {
    client.set("theirs", 60, "untouched");
    for (String name : MemcachedEntryTest.HOSTILE) {
      var entry = MemcachedEntry.of(name, valueOf(name), Duration.ofHours(1));
      client.set(entry.key(), entry.seconds(), entry.value());
    }

    for (String name : MemcachedEntryTest.HOSTILE) {
      byte[] value = client.get(MemcachedEntry.key(name));
      assertThat(value).isEqualTo(valueOf(name));
    }
    assertThat((String) client.get("theirs")).isEqualTo("untouched");
  }

  @Test
  void theLargestValueFits() throws Exception {
    MemcachedClient client = client();
    try {
      var largest = MemcachedEntry.of("largest", new byte[1_048_576 - 512], Duration.ofDays(30));

      assertThat(client.set(largest.key(), largest.seconds(), largest.value(), 20_000)).isTrue();
      byte[] found = client.get(largest.key(), 20_000);
      assertThat(found).hasSize(largest.value().length);
    } finally {
      client.shutdown();
    }
  }
}

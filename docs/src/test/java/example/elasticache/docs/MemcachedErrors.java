package example.elasticache.docs;

import static example.elasticache.devservices.Service.MEMCACHED;
import static java.util.Map.entry;

import example.elasticache.devservices.DevServices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import net.rubyeye.xmemcached.command.TextCommandFactory;
import net.rubyeye.xmemcached.transcoders.SerializingTranscoder;

/** What Memcached and its client say. */
final class MemcachedErrors {
  private static final int MEGABYTE = 1024 * 1024;

  static Map<String, Provocation> provocations() {
    return Map.ofEntries(
        entry("key-too-long", () -> on((services, client) -> client.get("k".repeat(251)))),
        entry("key-invalid", () -> on((services, client) -> client.get("a\r\nflush_all"))),
        entry("too-large", () -> on((services, client) -> setTwoMegabytes(client))),
        entry("thirty-days", () -> on((services, client) -> setForThirtyOneDays(client))),
        entry("memcached-number", () -> on((services, client) -> incrementText(client))),
        entry("memcached-timeout", () -> on(MemcachedErrors::paused)),
        entry("memcached-down", () -> on(MemcachedErrors::killed)));
  }

  private interface Conversation {
    Object with(DevServices services, MemcachedClient client) throws Exception;
  }

  private static Object on(Conversation conversation) throws Exception {
    try (var services = DevServices.start(MEMCACHED)) {
      var builder = new XMemcachedClientBuilder(List.of(services.memcached()));
      builder.setCommandFactory(new TextCommandFactory());
      builder.setOpTimeout(2_000);
      builder.setFailureMode(false);
      MemcachedClient client = builder.build();
      try {
        return conversation.with(services, client);
      } finally {
        client.shutdown();
      }
    }
  }

  private static Object setTwoMegabytes(MemcachedClient client) throws Exception {
    // The client's own limit and its compression out of the way: the server shall answer.
    var transcoder = new SerializingTranscoder(4 * MEGABYTE);
    transcoder.setCompressionThreshold(4 * MEGABYTE);
    return client.set("k", 60, new byte[2 * MEGABYTE], transcoder);
  }

  private static Object setForThirtyOneDays(MemcachedClient client) throws Exception {
    client.set("k", (int) Duration.ofDays(31).toSeconds(), "v");
    return client.get("k") == null
        ? "set with an expiry of 31 days: the next get finds nothing"
        : "set with an expiry of 31 days: the next get finds the value";
  }

  private static Object incrementText(MemcachedClient client) throws Exception {
    client.set("k", 60, "text");
    return client.incr("k", 1);
  }

  private static Object paused(DevServices services, MemcachedClient client) throws Exception {
    client.get("k");
    client.setOpTimeout(200);
    services.pause(MEMCACHED);
    try {
      return client.get("k");
    } finally {
      services.resume(MEMCACHED);
    }
  }

  private static Object killed(DevServices services, MemcachedClient client) throws Exception {
    client.get("k");
    services.kill(MEMCACHED);
    String symptom = "";
    // The first calls may still meet the closing connection.
    for (int i = 0; i < 500 && !symptom.contains("available connection"); i++) {
      Provocation get = () -> client.get("k");
      symptom = get.symptom();
      Thread.sleep(10);
    }
    return symptom;
  }

  private MemcachedErrors() {}
}

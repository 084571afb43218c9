package example.elasticache.benchmarks;

import static example.elasticache.devservices.Service.MEMCACHED;

import example.elasticache.devservices.DevServices;
import example.elasticache.devservices.RedisServer;
import example.elasticache.enginetour.Clients;
import example.elasticache.enginetour.OwnServers.Nodes;
import example.elasticache.enginetour.memcached.MemoryPerEntry;
import example.elasticache.enginetour.memcached.ScaleOut;
import java.util.List;
import java.util.Optional;
import net.rubyeye.xmemcached.impl.KetamaMemcachedSessionLocator;

/** What the labs of the engine tour count: bytes for an entry, and keys that move. */
final class EngineTour {

  private EngineTour() {}

  /** Returns what one of 100,000 rows takes in each engine. */
  static Measurement memory() throws Exception {
    try (var services = DevServices.start(MEMCACHED);
        var server = RedisServer.start();
        var redis = Clients.redis(server.uri())) {
      var memcached =
          Clients.memcached(new KetamaMemcachedSessionLocator(), List.of(services.memcached()));
      try {
        return memory(new MemoryPerEntry(redis, memcached));
      } finally {
        memcached.shutdown();
      }
    }
  }

  private static Measurement memory(MemoryPerEntry lab) throws Exception {
    Optional<String> missing = lab.withoutMemcached();
    if (missing.isPresent()) {
      throw new IllegalStateException("The memory of an entry: " + missing.get() + ".");
    }
    return new Measurement(
        "entry-memory",
        "What a row takes, of 100,000",
        "bytes",
        true,
        List.of(
            row("text", "The row as JSON text", MemoryPerEntry.textLength()),
            row("string", "Redis, a string for each row", lab.redisStrings()),
            row("hash", "Redis, a hash for each row", lab.redisHashes()),
            row("bucket", "Redis, a hash for 100 rows", lab.redisBuckets()),
            row("memcached", "Memcached", lab.memcachedBytes())));
  }

  /** Returns how many of 1,000 keys are missing when a fifth node has joined four. */
  static Measurement keysMoved() throws Exception {
    try (var nodes = Nodes.start(5)) {
      var lab = new ScaleOut(nodes.addresses());
      return new Measurement(
          "keys-moved",
          "Keys missing when a fifth node joins four",
          "of 1,000 keys",
          true,
          List.of(
              row("modulo", "Modulo, XMemcached's default", lab.missingWithModulo()),
              row("ketama", "Ketama", lab.missingWithKetama()),
              row("fifth", "The fifth that has to move", ScaleOut.KEYS / 5)));
    }
  }

  private static Measurement.Row row(String id, String name, double value) {
    return new Measurement.Row(id, name, new Band(value, value, value), false, null);
  }
}

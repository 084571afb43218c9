package example.elasticache.enginetour.memcached;

import java.util.Map;
import java.util.Optional;
import net.rubyeye.xmemcached.MemcachedClient;

/** What the real memcached says of its memory: chunks of fixed sizes, cut from pages of 1 MB. */
record SlabStats(Map<String, String> stats) {

  /** Asks all nodes of a client that has one. */
  static SlabStats of(MemcachedClient memcached) throws Exception {
    return new SlabStats(memcached.getStatsByItem("slabs").values().iterator().next());
  }

  /** Returns why a server cannot be asked: the stand-in keeps its items in a map. */
  static Optional<String> missing(MemcachedClient memcached) throws Exception {
    return memcached.getVersions().values().stream().anyMatch(v -> v.contains("stand-in"))
        ? Optional.of(
            "this needs the real memcached: put it on the PATH, or have Docker with memcached:1.6")
        : Optional.empty();
  }

  /** Returns the bytes of all chunks in use. */
  long used() {
    return stats.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(":used_chunks"))
        .mapToLong(entry -> Long.parseLong(entry.getValue()) * chunkSize(slabClass(entry.getKey())))
        .sum();
  }

  /** Returns the size of the chunks that have come into use since then. */
  long chunkThatGrewSince(SlabStats before) {
    return stats.keySet().stream()
        .filter(name -> name.endsWith(":used_chunks"))
        .filter(name -> value(name) > before.value(name))
        .mapToLong(name -> chunkSize(slabClass(name)))
        .max()
        .orElseThrow();
  }

  private long chunkSize(String slabClass) {
    return value(slabClass + ":chunk_size");
  }

  private static String slabClass(String name) {
    return name.substring(0, name.indexOf(':'));
  }

  private long value(String name) {
    return Long.parseLong(stats.getOrDefault(name, "0"));
  }
}

package example.elasticache.enginetour.memcached;

import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.rubyeye.xmemcached.MemcachedClient;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;

/**
 * A hundred thousand rows in Memcached, in Redis strings and in Redis hashes: bytes for each.
 *
 * <p>Often believed: Memcached needs less memory than Redis, and a hash for each row less than a
 * text. What counts is how many entries there are to manage: a hash of a hundred rows is one.
 */
public final class MemoryPerEntry implements Lab {
  static final int ROWS = 100_000;
  private static final int BUCKET = 100;

  private final RedisClient redis;
  private final MemcachedClient memcached;

  /** Fills these two; the Redis is the lab's own, and is emptied. */
  public MemoryPerEntry(RedisClient redis, MemcachedClient memcached) {
    this.redis = redis;
    this.memcached = memcached;
  }

  // tag::row[]
  /** Returns a row of six columns. */
  static Map<String, String> row(int id) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("id", String.valueOf(id));
    row.put("name", "User Number " + id);
    row.put("email", "user" + id + "@example.com");
    row.put("plan", id % 10 == 0 ? "paid" : "free");
    row.put("city", "Tokyo");
    row.put("since", "2026-11-25");
    return row;
  }

  static String json(int id) {
    return row(id).entrySet().stream()
        .map(column -> "\"%s\":\"%s\"".formatted(column.getKey(), column.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  // end::row[]

  /** Returns the length of a row as JSON text. */
  public static long textLength() {
    return json(ROWS / 2).length();
  }

  // tag::redis[]
  /** A key and a JSON text for each row. */
  public long redisStrings() {
    return redisBytes((pipeline, id) -> pipeline.set("user:" + id, json(id)));
  }

  /** A key and a hash for each row, with a field for each column. */
  public long redisHashes() {
    return redisBytes((pipeline, id) -> pipeline.hset("user:" + id, row(id)));
  }

  /** A hash for a hundred rows, with a JSON text for each; expiry is then for the hundred. */
  public long redisBuckets() {
    redis.configSet("hash-max-listpack-value", "256");
    return redisBytes(
        (pipeline, id) -> pipeline.hset("users:" + id / BUCKET, id % BUCKET + "", json(id)));
  }

  // end::redis[]

  @FunctionalInterface
  private interface Write {
    void row(Pipeline pipeline, int id);
  }

  /** Returns the bytes for each row by which the memory of the server grows. */
  private long redisBytes(Write write) {
    redis.flushAll();
    long before = usedMemory();
    try (Pipeline pipeline = redis.pipelined()) {
      for (int id = 0; id < ROWS; id++) {
        write.row(pipeline, id);
        if (id % 1_000 == 999) {
          // In pieces, so that neither side has to hold all requests and replies at once.
          pipeline.sync();
        }
      }
    }
    return (usedMemory() - before) / ROWS;
  }

  private long usedMemory() {
    return redis
        .info("memory")
        .lines()
        .filter(line -> line.startsWith("used_memory:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst()
        .orElseThrow();
  }

  /** Returns why Memcached cannot be measured, if it cannot. */
  public Optional<String> withoutMemcached() throws Exception {
    return SlabStats.missing(memcached);
  }

  // tag::memcached[]
  /** A key and a JSON text for each row, in chunks. */
  public long memcachedBytes() throws Exception {
    long before = SlabStats.of(memcached).used();
    for (int id = 0; id < ROWS; id++) {
      // Unanswered: what is asked next on this connection comes after all of them.
      memcached.setWithNoReply("tour:" + id, 300, json(id));
    }
    return (SlabStats.of(memcached).used() - before) / ROWS;
  }

  // end::memcached[]

  @Override
  public void run(PrintStream out) throws Exception {
    say(out, "a row as JSON text", "~%d bytes".formatted(textLength()));
    say(out, "Redis, a string for each row", "~%d bytes".formatted(redisStrings()));
    say(out, "Redis, a hash for each row", "~%d bytes".formatted(redisHashes()));
    say(out, "Redis, a hash for 100 rows", "~%d bytes".formatted(redisBuckets()));
    Optional<String> missing = withoutMemcached();
    say(
        out,
        "Memcached",
        missing.isPresent()
            ? "skipped: " + missing.get()
            : "~%d bytes".formatted(memcachedBytes()));
  }
}

package example.elasticache.enginetour.redis;

import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;

/**
 * The data of a session: one text, or the fields of a hash.
 *
 * <p>Often believed: whether a session is one text or a hash is a matter of taste. Two requests of
 * one browser at once show the difference. Chapter 02 goes on from here.
 */
public final class SessionHash implements Lab {
  private static final String TEXT = "tour:session:text";
  private static final String HASH = "tour:session:hash";
  private static final Duration IDLE = Duration.ofHours(1);

  private final UnifiedJedis redis;

  /** Keeps its sessions on this server. */
  public SessionHash(UnifiedJedis redis) {
    this.redis = redis;
  }

  // tag::wrong[]
  /** Two requests read the text, change one field each, and write all of it. */
  Map<String, String> asText() {
    write(new TreeMap<>(Map.of("cart", "empty", "theme", "light")));
    Map<String, String> one = read();
    Map<String, String> other = read();
    one.put("cart", "mug");
    write(one);
    other.put("theme", "dark");
    write(other);
    return read();
  }

  // end::wrong[]

  private void write(Map<String, String> fields) {
    String text =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + field.getValue())
            .collect(Collectors.joining("\n"));
    redis.set(TEXT, text, SetParams.setParams().ex(IDLE.toSeconds()));
  }

  private Map<String, String> read() {
    return Arrays.stream(redis.get(TEXT).split("\n"))
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(f -> f[0], f -> f[1], (a, b) -> b, TreeMap::new));
  }

  // tag::right[]
  /** Each of the two writes its field and no other. */
  Map<String, String> asHash() {
    redis.del(HASH);
    put("cart", "empty");
    put("theme", "light");
    put("cart", "mug");
    put("theme", "dark");
    return new TreeMap<>(redis.hgetAll(HASH));
  }

  private void put(String field, String value) {
    try (var together = redis.multi()) {
      together.hset(HASH, field, value);
      // HSET makes a missing hash anew, and a new hash would never expire.
      together.expire(HASH, IDLE.toSeconds());
      together.exec();
    }
  }

  // end::right[]

  @Override
  public void run(PrintStream out) {
    say(out, "two requests change one text each", asText());
    say(out, "two requests change one field each", asHash());
    redis.del(TEXT);
    redis.del(HASH);
  }
}

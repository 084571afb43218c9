package example.elasticache.enginetour.memcached;

import example.elasticache.enginetour.Engine;
import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.rubyeye.xmemcached.MemcachedClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.ZRangeParams;

/**
 * The best three of ten thousand players, in a value and in a sorted set.
 *
 * <p>Often believed: with some code round it, a value can hold any structure. It can, and each
 * question fetches all of it.
 */
public final class NoStructures implements Lab {
  private static final String KEY = "tour:players";
  private static final int PLAYERS = 10_000;

  private final MemcachedClient memcached;
  private final UnifiedJedis redis;

  /** Asks these two. */
  public NoStructures(MemcachedClient memcached, UnifiedJedis redis) {
    this.memcached = memcached;
    this.redis = redis;
  }

  @Override
  public Optional<String> missing() {
    return Engine.of(redis).lacks("ZRANGE with REV", "6.2", "7.2");
  }

  /** The best three, and how many characters came over the wire for them. */
  record Best(List<String> players, int characters) {
    @Override
    public String toString() {
      return "%s, %,d characters read".formatted(players, characters);
    }
  }

  // tag::wrong[]
  /** Fetches the value, and sorts it here. */
  Best fromValue() throws Exception {
    String all = memcached.get(KEY);
    List<String> players =
        Arrays.stream(all.split("\n"))
            .map(line -> line.split("="))
            .sorted(Comparator.comparingInt((String[] p) -> Integer.parseInt(p[1])).reversed())
            .limit(3)
            .map(player -> player[0])
            .toList();
    return new Best(players, all.length());
  }

  // end::wrong[]

  // tag::right[]
  /** Asks the sorted set for three. */
  Best fromSortedSet() {
    List<String> players = redis.zrange(KEY, ZRangeParams.zrangeParams(0, 2).rev());
    return new Best(players, players.stream().mapToInt(String::length).sum());
  }

  // end::right[]

  void begin() throws Exception {
    redis.del(KEY);
    redis.zadd(
        KEY,
        IntStream.range(0, PLAYERS)
            .boxed()
            .collect(Collectors.toMap(i -> "player-" + i, i -> (double) score(i))));
    String all =
        IntStream.range(0, PLAYERS)
            .mapToObj(i -> "player-" + i + "=" + score(i))
            .collect(Collectors.joining("\n"));
    memcached.set(KEY, 60, all);
  }

  /** Different for each. */
  private static int score(int player) {
    return player * 7_919 % 10_007;
  }

  @Override
  public void run(PrintStream out) throws Exception {
    begin();
    say(out, "Memcached: one value, sorted in Java", fromValue());
    say(out, "Redis: a sorted set", fromSortedSet());
    redis.del(KEY);
    memcached.delete(KEY);
  }
}

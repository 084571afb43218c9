package example.elasticache.benchmarks;

import static example.elasticache.benchmarks.Variant.ours;
import static example.elasticache.benchmarks.Variant.theirs;

import example.elasticache.cacheaside.hardened.HardenedUsers;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import redis.clients.jedis.RedisClient;

/** What it costs to read many users at once, in raw GETs. */
final class GetAll implements AutoCloseable {
  /** What each number of users may cost. */
  private static final Map<Integer, Double> GOALS = Map.of(10, 1.5, 100, 7.0, 1000, 80.0);

  private final Resources open = new Resources();
  private final RedisClient redis;
  private final HardenedUsers users;

  GetAll(URI endpoint) {
    redis = open.add(RawGet.client(endpoint));
    users =
        open.add(
            HardenedUsers.builder(new SlowStore(Duration.ZERO), endpoint)
                .deadline(Duration.ofSeconds(2))
                .build());
  }

  /** Returns the ratios to a raw GET. */
  Measurement measure(int warmUp, int rounds) {
    return new Interleaved(variants()).measure("get-all", "Many users at once", warmUp, rounds);
  }

  /** Returns what is measured, with the copies in place; the base comes first. */
  List<Variant> variants() {
    users.findAll(ids(1000));
    List<Variant> variants = new ArrayList<>();
    variants.add(RawGet.by(redis));
    for (int count : List.of(10, 100, 1000)) {
      List<Long> ids = ids(count);
      variants.add(
          ours("find-all-" + count, "findAll of " + count + " users", id -> users.findAll(ids))
              .withGoal(GOALS.get(count)));
      variants.add(theirs("loop-" + count, "A loop over " + count, loop(ids)));
    }
    return variants;
  }

  private LongFunction<?> loop(List<Long> ids) {
    return id -> ids.stream().map(users::find).toList();
  }

  private static List<Long> ids(int count) {
    return LongStream.rangeClosed(1, count).boxed().toList();
  }

  @Override
  public void close() {
    open.close();
  }
}

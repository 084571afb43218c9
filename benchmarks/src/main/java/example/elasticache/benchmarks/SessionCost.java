package example.elasticache.benchmarks;

import static example.elasticache.benchmarks.Variant.ours;
import static example.elasticache.benchmarks.Variant.theirs;

import example.elasticache.benchmarks.peers.SpringSessions;
import example.elasticache.sessions.Lifetimes;
import example.elasticache.sessions.RedisSessionRepository;
import example.elasticache.sessions.SessionId;
import example.elasticache.sessions.SessionKeys;
import example.elasticache.sessions.stages.TouchedSessions;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import redis.clients.jedis.RedisClient;

/** What a request pays for its session, in raw GETs. */
final class SessionCost implements AutoCloseable {
  private final Resources open = new Resources();
  private final List<Variant> variants;

  SessionCost(URI endpoint) {
    RedisClient redis = open.add(RawGet.client(endpoint));
    var defaults = Lifetimes.defaults();
    var sessions = new OurSessions(new RedisSessionRepository(redis, defaults));
    var renewing =
        new OurSessions(new RedisSessionRepository(redis, defaults.withTouchEvery(Duration.ZERO)));
    var getEx = new OurSessions(new TouchedSessions(redis, defaults.idle()));
    var onJedis = open.add(SpringSessions.onJedis(endpoint));
    var onLettuce = open.add(SpringSessions.onLettuce(endpoint));
    String[] ids = logInAll(sessions);
    String[] keys =
        Arrays.stream(ids)
            .map(id -> SessionKeys.of(SessionId.parse(id).orElseThrow()))
            .toArray(String[]::new);
    variants =
        List.of(
            RawGet.by(id -> redis.get(keys[(int) id])),
            ours("read", "A request that reads", id -> sessions.read(ids[(int) id])).withGoal(1.05),
            ours("renew", "A read that also renews", reads(renewing)),
            ours("getex", "Stage 3: GETEX, with no absolute end", reads(getEx)),
            ours("write", "A request that writes", writes(sessions)),
            theirs("spring-jedis-read", "Spring Session on Jedis reads", reads(onJedis)),
            theirs("spring-jedis-write", "Spring Session on Jedis writes", writes(onJedis)),
            theirs("spring-lettuce-read", "Spring Session on Lettuce reads", reads(onLettuce)),
            theirs("spring-lettuce-write", "Spring Session on Lettuce writes", writes(onLettuce)));
  }

  private static LongFunction<?> reads(SessionLibrary<?> library) {
    String[] ids = logInAll(library);
    return user -> library.read(ids[(int) user]);
  }

  private static LongFunction<?> writes(SessionLibrary<?> library) {
    String[] ids = logInAll(library);
    return user -> library.write(ids[(int) user]);
  }

  private static String[] logInAll(SessionLibrary<?> library) {
    return LongStream.rangeClosed(0, Interleaved.USERS)
        .mapToObj(user -> library.logIn("User " + user))
        .toArray(String[]::new);
  }

  /** Returns the ratios to a raw GET. */
  Measurement measure(int warmUp, int rounds) {
    return new Interleaved(variants)
        .measure("session-cost", "What a request pays for its session", warmUp, rounds);
  }

  /** Returns what is measured; the base comes first. */
  List<Variant> variants() {
    return variants;
  }

  @Override
  public void close() {
    open.close();
  }
}

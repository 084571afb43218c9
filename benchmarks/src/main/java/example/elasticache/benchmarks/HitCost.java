package example.elasticache.benchmarks;

import static example.elasticache.benchmarks.Variant.ours;
import static example.elasticache.benchmarks.Variant.theirs;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import example.elasticache.benchmarks.peers.CompactCodec;
import example.elasticache.benchmarks.peers.JdbcWrapperUsers;
import example.elasticache.benchmarks.peers.JedisClientSideCache;
import example.elasticache.benchmarks.peers.RedissonUsers;
import example.elasticache.benchmarks.peers.SpringCache;
import example.elasticache.cacheaside.CacheAside;
import example.elasticache.cacheaside.Clients;
import example.elasticache.cacheaside.Expiry;
import example.elasticache.cacheaside.MySqlUserStore;
import example.elasticache.cacheaside.RedisUserCache;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.hardened.HardenedUsers;
import example.elasticache.devservices.DevServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import redis.clients.jedis.RedisClient;

/** What one read costs that the cache can answer, in raw GETs. */
final class HitCost implements AutoCloseable {
  private static final Expiry AN_HOUR = Expiry.after(Duration.ofHours(1));

  private final Resources open = new Resources();
  private final DevServices services;
  private final MySqlUserStore store;
  private final RedisClient redis;
  private final List<Variant> variants = new ArrayList<>();

  /** Builds every variant, and puts its copies in place. */
  HitCost(DevServices services) {
    this.services = services;
    var mySql = services.mysql();
    this.store =
        new MySqlUserStore(open.add(Clients.database(mySql.url(), mySql.user(), mySql.password())));
    this.redis = open.add(RawGet.client(services.redis()));
    store.createSchema();
    users().forEach(id -> store.save(user(id)));
    variants.add(RawGet.by(redis));
    variants.addAll(patterns());
    variants.addAll(codecs());
    variants.addAll(libraries());
    // Once to fill a cache, and once more to fill a near one from it.
    for (int time = 0; time < 2; time++) {
      users().forEach(id -> variants.forEach(variant -> variant.read().apply(id)));
    }
  }

  static User user(long id) {
    return new User(id, "User " + id, "user" + id + "@example.com", "free");
  }

  private static LongStream users() {
    return LongStream.rangeClosed(1, Interleaved.USERS);
  }

  /** Returns the ratios to a raw GET. */
  Measurement measure(int warmUp, int rounds) {
    return new Interleaved(variants)
        .measure("hit-cost", "One read that the cache can answer", warmUp, rounds);
  }

  /** Returns what is measured; the base comes first. */
  List<Variant> variants() {
    return variants;
  }

  private List<Variant> patterns() {
    var simple = new CacheAside(store, new RedisUserCache(redis, AN_HOUR, AN_HOUR));
    var hardened = open.add(hardened().build());
    return List.of(
        ours("stage-1", "Stage 1: cache-aside, typed JSON", simple::find).withGoal(1.05),
        ours("hardened", "The hardened object", hardened::find).withGoal(1.10),
        ours("near", "The same, with a near cache", nearby()::find).withGoal(0.01));
  }

  /** A wide deadline costs as much as a narrow one, and no hit turns into a miss on its way. */
  private HardenedUsers.Builder hardened() {
    return HardenedUsers.builder(store, services.redis()).deadline(Duration.ofSeconds(2));
  }

  /** Returns one that keeps near copies, when the server has begun to tell it of changes. */
  private HardenedUsers nearby() {
    var users = open.add(hardened().nearCache(10_000, Duration.ofMinutes(10)).build());
    for (int tries = 0; !users.metrics().nearCacheIsOn(); tries++) {
      if (tries == 1000) {
        throw new IllegalStateException("This server does not tell of changed keys.");
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    return users;
  }

  private List<Variant> codecs() {
    byte[][] bytes = new byte[Interleaved.USERS + 1][];
    users()
        .forEach(
            id -> {
              UserInfo user = store.find(id).orElseThrow();
              bytes[(int) id] = ("compact:" + id).getBytes(US_ASCII);
              redis.set(bytes[(int) id], CompactCodec.write(user));
              redis.hset("hash:" + id, fields(user));
            });
    return List.of(
        theirs(
            "compact",
            "GET and a compact codec",
            id -> CompactCodec.read(redis.get(bytes[(int) id]))),
        theirs("hgetall", "HGETALL into a record", id -> user(redis.hgetAll("hash:" + id))));
  }

  private static Map<String, String> fields(UserInfo user) {
    return Map.of(
        "id", Long.toString(user.id()),
        "name", user.name(),
        "plan", user.plan(),
        "version", Long.toString(user.version()));
  }

  private static UserInfo user(Map<String, String> fields) {
    return new UserInfo(
        Long.parseLong(fields.get("id")),
        fields.get("name"),
        fields.get("plan"),
        Long.parseLong(fields.get("version")));
  }

  private List<Variant> libraries() {
    List<Variant> libraries = new ArrayList<>();
    var onJedis = open.add(SpringCache.onJedis(services.redis(), store)).users();
    var onLettuce = open.add(SpringCache.onLettuce(services.redis(), store)).users();
    libraries.add(theirs("spring-jedis", "Spring Cache on Jedis", onJedis::find));
    libraries.add(theirs("spring-jedis-sync", "Spring Cache on Jedis, sync", onJedis::findSync));
    libraries.add(theirs("spring-lettuce", "Spring Cache on Lettuce", onLettuce::find));
    libraries.add(
        theirs("spring-lettuce-sync", "Spring Cache on Lettuce, sync", onLettuce::findSync));

    var redisson = open.add(new RedissonUsers(services.redis(), store));
    users().forEach(id -> redisson.putInMap(store.find(id).orElseThrow()));
    libraries.add(theirs("redisson", "Redisson, bucket", redisson::find));
    libraries.add(theirs("redisson-map", "Redisson, map cache", redisson::findInMap));

    if (JdbcWrapperUsers.available()) {
      var wrapper = open.add(new JdbcWrapperUsers(services.mysql(), services.redis()));
      libraries.add(theirs("jdbc-wrapper", "AWS JDBC wrapper, cached query", wrapper::find));
    }
    libraries.add(theirs("select", "No cache: SELECT by primary key", store::find));

    var clientSide = open.add(JedisClientSideCache.create(services.redis()));
    var nearJedis = new RedisUserCache(clientSide, AN_HOUR, AN_HOUR);
    libraries.add(theirs("jedis-client-side", "Jedis client-side cache", nearJedis::find));
    Cache<Long, UserInfo> caffeine = Caffeine.newBuilder().maximumSize(10_000).build();
    libraries.add(
        theirs(
            "caffeine",
            "Caffeine alone, coherent with nothing",
            id -> caffeine.get(id, key -> store.find(key).orElseThrow())));
    return libraries;
  }

  @Override
  public void close() {
    open.close();
  }
}

package example.elasticache.cacheaside;

import static example.elasticache.devservices.Service.MEMCACHED;
import static example.elasticache.devservices.Service.MYSQL;
import static example.elasticache.devservices.Service.REDIS;

import example.elasticache.devservices.DevServices;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The story of the chapter, on real servers.
 *
 * <p>Without arguments it runs over both engines; {@code redis} or {@code memcached} chooses one.
 */
public final class Main {
  // tag::expiry[]
  private static final Expiry AN_HOUR = Expiry.after(Duration.ofHours(1)).withJitter(0.1);
  private static final Expiry HALF_A_MINUTE = Expiry.after(Duration.ofSeconds(30)).withJitter(0.1);

  // end::expiry[]

  // tag::main[]
  public static void main(String[] args) {
    String engine = args.length == 0 ? "both" : args[0];
    System.setProperty("java.util.logging.SimpleFormatter.format", "  log: %5$s%n");
    try (var services = DevServices.start(REDIS, MEMCACHED, MYSQL);
        var database =
            Clients.database(
                services.mysql().url(), services.mysql().user(), services.mysql().password())) {
      var store = new MySqlUserStore(database);
      store.createSchema();

      if (!engine.equals("memcached")) {
        overRedis(services.redis(), store);
      }
      if (!engine.equals("redis")) {
        overMemcached(services.memcached(), store);
      }
      if (!engine.equals("memcached")) {
        try (var redis = Clients.redis(services.redis())) {
          new FailureLab(services, store, redis, System.out).run();
        }
      }
    }
  }

  // end::main[]

  // tag::redis[]
  private static void overRedis(URI endpoint, UserStore store) {
    try (var redis = Clients.redis(endpoint)) {
      Endpoints.requireAnswer(redis, endpoint);
      var cache = new RedisUserCache(redis, AN_HOUR, HALF_A_MINUTE);

      run("Stage 1 over Redis", new CacheAside(store, cache), System.out);
      cache.evict(ADA.id());
      run("Stage 2 over Redis", new CacheAsideWithNegativeCaching(store, cache), System.out);
    }
  }

  // end::redis[]

  // tag::memcached[]
  private static void overMemcached(InetSocketAddress node, UserStore store) {
    var memcached = Clients.memcached(node);
    try {
      var cache = new MemcachedUserCache(memcached, AN_HOUR, HALF_A_MINUTE);

      run("Stage 2 over Memcached", new CacheAsideWithNegativeCaching(store, cache), System.out);
    } finally {
      Clients.close(memcached);
    }
  }

  // end::memcached[]

  private static final User ADA = new User(1, "Ada Lovelace", "ada@example.com", "free");
  private static final long NOBODY = 404;

  // tag::run[]
  /** Tells the story of one stage; only the times differ from run to run. */
  static void run(String title, Users users, PrintStream out) {
    users.save(ADA);
    users.delete(NOBODY);

    out.println(title);
    read("first read of user 1", users, ADA.id(), out);
    read("second read", users, ADA.id(), out);
    users.save(new User(ADA.id(), ADA.name(), ADA.email(), "pro"));
    read("read after a write", users, ADA.id(), out);
    read("user 404, who does not exist", users, NOBODY, out);
    read("user 404 again", users, NOBODY, out);
    users.save(new User(NOBODY, "Grace Hopper", "grace@example.com", "free"));
    read("user 404, just inserted", users, NOBODY, out);

    CacheStats stats = users.stats();
    out.printf("  hits %d, misses %d%n%n", stats.hits(), stats.misses());
  }

  // end::run[]

  private static void read(String what, Users users, long id, PrintStream out) {
    long hitsBefore = users.stats().hits();
    long start = System.nanoTime();
    Optional<UserInfo> user = users.find(id);
    double millis = (System.nanoTime() - start) / 1e6;
    String from = users.stats().hits() > hitsBefore ? "cache" : "database";
    String answer = user.map(u -> u.name() + ", " + u.plan()).orElse("nobody");
    out.printf("  %-30s %-9s %-20s ~%.1f ms%n", what, from, answer, millis);
  }

  private Main() {}
}

package example.elasticache.lambdacache;

import example.elasticache.lambdacache.connection.CacheClient;
import example.elasticache.lambdacache.connection.Deadline;
import example.elasticache.lambdacache.gateway.BadEventException;
import example.elasticache.lambdacache.gateway.GatewayEvents;
import example.elasticache.lambdacache.gateway.GatewayRequest;
import example.elasticache.lambdacache.gateway.GatewayResponses;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The whole: events in, answers out, with a limit on every wait and a default for everything but
 * the routes and the settings.
 */
public final class CachedApi implements Answers, AutoCloseable {
  private static final Duration FRESH = Duration.ofHours(1);
  private static final Duration ABSENT = Duration.ofSeconds(30);
  private static final Duration STALE = Duration.ofHours(24);
  private static final Duration UPSTREAM = Duration.ofSeconds(3);
  private static final Duration CACHE_ANSWERS = Duration.ofMillis(100);
  private static final Duration CACHE_CONNECTS = Duration.ofMillis(300);
  private static final Duration FIRST_CONNECTION = Duration.ofSeconds(3);

  /** Longer than the upstream API may take, twice: else two sandboxes ask it at once. */
  private static final Duration LEASE = Duration.ofSeconds(7);

  private final FaultLog log = new FaultLog(System::nanoTime);
  private final Routes routes;
  private final CacheClient client;
  private final RedisAnswerCache copies;
  private final FaultTolerantAnswerCache cache;
  private final ApiCache answers;

  // tag::compose[]
  /** Puts the parts together; it starts and answers without a cache, too. */
  public CachedApi(Routes routes, Settings settings) {
    this(routes, settings, CACHE_ANSWERS, CACHE_CONNECTS);
  }

  CachedApi(Routes routes, Settings settings, Duration cacheAnswers, Duration cacheConnects) {
    this.routes = routes;
    var clock = InstantSource.system();
    client = settings.client();
    var policy = new CachePolicy(FRESH, ABSENT, STALE, clock);
    var upstream =
        new RetryingUpstream(new HttpUpstream(settings.upstream(), settings.signer(), UPSTREAM));
    copies = new RedisAnswerCache(client.jedis(), LEASE, policy.longest(), clock);
    cache = new FaultTolerantAnswerCache(copies, client::drop, cacheAnswers, cacheConnects);
    answers = new ApiCache(upstream, cache, policy, clock);
  }

  // end::compose[]

  // tag::handle[]
  /** Answers one event of API Gateway; whatever happens, this is an answer and no exception. */
  public void handle(InputStream event, OutputStream answer, Budget budget) throws IOException {
    GatewayResponses.write(answer(event, budget), answer);
  }

  private Answer answer(InputStream event, Budget budget) {
    try {
      return answer(GatewayEvents.read(event), budget);
    } catch (BadEventException e) {
      return Answer.error(400, "Bad request.");
    } catch (RefusedException e) {
      return e.toAnswer();
    } catch (UpstreamException e) {
      return e.toAnswer();
    } catch (RuntimeException e) {
      log.record("Internal error", e, true);
      return Answer.error(500, "Internal error.");
    }
  }

  // end::handle[]

  @Override
  public Answer answer(GatewayRequest request, Budget budget) {
    return answers.answer(routes.match(request), budget);
  }

  // tag::connect[]
  /** Opens the connection before the first event, if the cache lets it; nobody waits for that. */
  public void connect() {
    try {
      Deadline.within(FIRST_CONNECTION, () -> client.jedis().get(RedisAnswerCache.PREFIX));
    } catch (RuntimeException e) {
      log.record("Cache fault " + CacheFault.of(e) + " before the first event", e, false);
    }
  }

  /** Closes the connections: a snapshot must not hold them, because after it they are dead. */
  public void disconnect() {
    client.drop();
  }

  // end::connect[]

  /** Returns what the cache made of the calls so far. */
  public ApiCacheStats stats() {
    return answers.stats();
  }

  /** Returns how often there was such a fault of the cache. */
  public long faults(CacheFault fault) {
    return cache.faults(fault);
  }

  /** Returns how often something lay under a key that was no copy of that call's answer. */
  public long unreadable() {
    return copies.unreadable();
  }

  @Override
  public void close() {
    client.close();
  }
}

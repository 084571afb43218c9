package example.elasticache.benchmarks;

import example.elasticache.benchmarks.Measurement.Row;
import example.elasticache.benchmarks.peers.SpringSessions;
import example.elasticache.sessions.Lifetimes;
import example.elasticache.sessions.RedisSessionRepository;
import example.elasticache.sessions.stages.JsonSessions;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import redis.clients.jedis.RedisClient;

/** What becomes of sessions that several requests use at the same moment. */
final class SessionRaces implements AutoCloseable {
  private static final int CLIENTS = 8;

  private final Resources open = new Resources();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Row> zombies = new ArrayList<>();
  private final List<Row> lost = new ArrayList<>();
  private final RedisClient redis;
  private final URI endpoint;

  SessionRaces(URI endpoint) {
    this.endpoint = endpoint;
    this.redis = open.add(RawGet.client(endpoint));
  }

  /** Lets each library run the races. */
  List<Measurement> measure(int logouts, int visits) throws Exception {
    var defaults = Lifetimes.defaults();
    race(
        "guarded",
        "The guarded save",
        0.0,
        logouts,
        visits,
        new OurSessions(new RedisSessionRepository(redis, defaults)));
    race(
        "stage-1",
        "Stage 1: JSON under a key",
        null,
        logouts,
        visits,
        new OurSessions(new JsonSessions(redis, defaults.idle())));
    race(
        "spring-jedis",
        "Spring Session on Jedis",
        null,
        logouts,
        visits,
        open.add(SpringSessions.onJedis(endpoint)));
    race(
        "spring-lettuce",
        "Spring Session on Lettuce",
        null,
        logouts,
        visits,
        open.add(SpringSessions.onLettuce(endpoint)));
    return List.of(
        new Measurement(
            "session-zombies",
            String.format("Sessions that were back after a logout, of %,d", logouts),
            "sessions",
            true,
            zombies),
        new Measurement(
            "session-lost-updates",
            String.format("Visits that were not counted, of %,d", CLIENTS * visits),
            "visits",
            true,
            lost));
  }

  private void race(
      String id, String name, Double goal, int logouts, int visits, SessionLibrary<?> library)
      throws Exception {
    boolean ours = library instanceof OurSessions;
    double back = zombies(library, logouts);
    double forgotten = lostUpdates(library, visits);
    zombies.add(new Row(id, name, new Band(back, back, back), ours, goal));
    lost.add(new Row(id, name, new Band(forgotten, forgotten, forgotten), ours, goal));
  }

  /** Ends a session while a request that has read it goes on; returns how many live after it. */
  <S> int zombies(SessionLibrary<S> library, int rounds) throws Exception {
    int zombies = 0;
    for (int i = 0; i < rounds; i++) {
      String id = library.logIn("ada");
      S inFlight = library.open(id);
      atOnce(
          List.of(
              () -> {
                library.countVisit(inFlight);
                library.close(inFlight);
                return null;
              },
              () -> {
                library.logOut(id);
                return null;
              }));
      if (library.visits(id) >= 0) {
        zombies++;
        library.logOut(id);
      }
    }
    return zombies;
  }

  /** Counts visits in one session by eight clients at once; returns how many it does not show. */
  <S> long lostUpdates(SessionLibrary<S> library, int each) throws Exception {
    String id = library.logIn("ada");
    Callable<Void> client =
        () -> {
          for (int i = 0; i < each; i++) {
            library.write(id);
          }
          return null;
        };
    atOnce(Collections.nCopies(CLIENTS, client));
    return (long) CLIENTS * each - library.visits(id);
  }

  private void atOnce(List<Callable<Void>> tasks) throws Exception {
    var start = new CyclicBarrier(tasks.size());
    List<Future<Void>> running = new ArrayList<>();
    for (Callable<Void> task : tasks) {
      running.add(
          threads.submit(
              () -> {
                start.await();
                return task.call();
              }));
    }
    for (Future<Void> each : running) {
      each.get();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    open.close();
  }
}

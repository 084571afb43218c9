package example.elasticache.sessions;

import static example.elasticache.sessions.Attribute.VISITS;

import example.elasticache.sessions.stages.GuardedSessions;
import example.elasticache.sessions.stages.HashSessions;
import example.elasticache.sessions.stages.JsonSessions;
import example.elasticache.sessions.stages.TouchedSessions;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;

/** Puts each stage into the same four situations, and prints what becomes of the session. */
final class StageLab {
  private static final Duration IDLE = Duration.ofSeconds(3);
  private static final Optional<String> ADA = Optional.of("ada");

  private final Map<String, SessionRepository> stages = new LinkedHashMap<>();
  private final PrintStream out;

  StageLab(UnifiedJedis redis, PrintStream out) {
    this.out = out;
    stages.put("1 JSON under a key", new JsonSessions(redis, IDLE));
    stages.put("2 hash of fields", new HashSessions(redis, IDLE));
    stages.put("3 read and touch", new TouchedSessions(redis, IDLE));
    stages.put("4 guarded save", new GuardedSessions(redis, IDLE));
    stages.put(
        "5, 6 server's clock, list of a user",
        new RedisSessionRepository(
            redis, new Lifetimes(IDLE, Duration.ofHours(1), Duration.ofSeconds(1), 10)));
  }

  void run() throws InterruptedException {
    Map<String, String> used = afterUse();
    out.println("What each stage does with a session");
    out.printf(
        "  %-36s %-18s %-16s %-12s %s%n",
        "stage", "saved after logout", "two requests +1", "while used", "ends all of a user");
    stages.forEach(
        (name, sessions) ->
            out.printf(
                "  %-36s %-18s %-16s %-12s %s%n",
                name,
                savedAfterLogout(sessions),
                twoIncrements(sessions),
                used.get(name),
                endsAll(sessions)));
    out.println();
  }

  private static String savedAfterLogout(SessionRepository sessions) {
    Session inFlight = sessions.create(ADA, Map.of());
    sessions.delete(inFlight.id());
    sessions.save(inFlight.with(VISITS, "1"));
    return sessions.find(inFlight.id()).isPresent() ? "is back" : "stays ended";
  }

  private static String twoIncrements(SessionRepository sessions) {
    Session begun = sessions.create(ADA, Map.of(VISITS, "0"));
    Session one = sessions.find(begun.id()).orElseThrow();
    Session other = sessions.find(begun.id()).orElseThrow();
    increment(sessions, one);
    increment(sessions, other);
    return "counted " + sessions.find(begun.id()).orElseThrow().get(VISITS).orElseThrow();
  }

  private static void increment(SessionRepository sessions, Session read) {
    if (sessions instanceof HashSessions hash) {
      hash.add(read.id(), VISITS, 1);
    } else {
      new Sessions(sessions)
          .update(
              read,
              now -> now.with(VISITS, "" + (Integer.parseInt(now.get(VISITS).orElseThrow()) + 1)));
    }
  }

  /** Reads after two thirds of the idle time, and once more after two thirds. */
  private Map<String, String> afterUse() throws InterruptedException {
    Map<String, SessionId> ids = new LinkedHashMap<>();
    stages.forEach((name, sessions) -> ids.put(name, sessions.create(ADA, Map.of()).id()));
    Thread.sleep(IDLE.toMillis() * 2 / 3);
    stages.forEach((name, sessions) -> sessions.find(ids.get(name)));
    Thread.sleep(IDLE.toMillis() * 2 / 3);
    Map<String, String> results = new LinkedHashMap<>();
    stages.forEach(
        (name, sessions) ->
            results.put(name, sessions.find(ids.get(name)).isPresent() ? "lives" : "ends"));
    return results;
  }

  private static String endsAll(SessionRepository sessions) {
    sessions.create(ADA, Map.of());
    sessions.create(ADA, Map.of());
    try {
      return sessions.deleteAllOf(ADA.orElseThrow()) >= 2 ? "yes" : "not all";
    } catch (UnsupportedOperationException e) {
      return "cannot";
    }
  }
}

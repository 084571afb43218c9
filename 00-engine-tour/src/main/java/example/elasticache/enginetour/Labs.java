package example.elasticache.enginetour;

import example.elasticache.enginetour.redis.Counter;
import example.elasticache.enginetour.redis.Leaderboard;
import example.elasticache.enginetour.redis.TimeToLive;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/** All labs in the order of the chapter, each with the servers that it needs. */
final class Labs {

  /** Brings up what a lab needs beside the shared servers, runs it, and ends what it brought up. */
  @FunctionalInterface
  interface Setting {
    void show(PrintStream out) throws Exception;
  }

  /** A lab by name, and its point in a sentence. */
  record Entry(String name, String point, Setting setting) {}

  private final List<Entry> entries = new ArrayList<>();

  Labs(UnifiedJedis redis) {
    add("counter", "INCR counts, GET and SET forget", new Counter(redis));
    add("time-to-live", "SET takes the expiry away", new TimeToLive(redis));
    add("leaderboard", "a sorted set ranks, and ties can be fair", new Leaderboard(redis));
  }

  private void add(String name, String point, Lab lab) {
    entries.add(new Entry(name, point, out -> show(lab, out)));
  }

  private static void show(Lab lab, PrintStream out) throws Exception {
    var missing = lab.missing();
    if (missing.isPresent()) {
      out.println("  skipped: " + missing.get());
    } else {
      lab.run(out);
    }
  }

  /** Returns all, in order. */
  List<Entry> all() {
    return List.copyOf(entries);
  }
}

package example.elasticache.enginetour;

import example.elasticache.enginetour.redis.ChatHistory;
import example.elasticache.enginetour.redis.ClientSideCaching;
import example.elasticache.enginetour.redis.Counter;
import example.elasticache.enginetour.redis.EventLog;
import example.elasticache.enginetour.redis.FieldExpiry;
import example.elasticache.enginetour.redis.LastItem;
import example.elasticache.enginetour.redis.Leaderboard;
import example.elasticache.enginetour.redis.LiveChat;
import example.elasticache.enginetour.redis.SessionHash;
import example.elasticache.enginetour.redis.TimeToLive;
import example.elasticache.enginetour.redis.Transfer;
import example.elasticache.enginetour.redis.UniqueVisitors;
import java.io.PrintStream;
import java.net.URI;
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

  Labs(UnifiedJedis redis, URI endpoint) {
    add("counter", "INCR counts, GET and SET forget", new Counter(redis));
    add("time-to-live", "SET takes the expiry away", new TimeToLive(redis));
    add("leaderboard", "a sorted set ranks, and ties can be fair", new Leaderboard(redis));
    add("chat-history", "a list keeps what you trim it to", new ChatHistory(redis));
    add("live-chat", "Pub/Sub keeps nothing, a stream does", new LiveChat(redis));
    add("unique-visitors", "sets are compared on the server", new UniqueVisitors(redis));
    add("session-hash", "a hash is changed field by field", new SessionHash(redis));
    add("field-expiry", "a field can end before its hash", new FieldExpiry(redis));
    add("transfer", "MULTI rolls nothing back", new Transfer(redis));
    add("last-item", "WATCH notices who came in between", new LastItem(redis));
    add("event-log", "delivered is not done", new EventLog(redis));
    add("client-side-caching", "the server calls copies back", new ClientSideCaching(endpoint));
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

package example.elasticache.enginetour.redis;

import example.elasticache.enginetour.Engine;
import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.XAutoClaimParams;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.StreamEntry;

/**
 * An event log in a stream, worked off by a group of consumers, one of which dies.
 *
 * <p>Often believed: what a group has delivered is done, or is delivered again by itself. It stays
 * with the dead consumer until another claims it. Then it may be handled twice, so handling must
 * bear that.
 */
public final class EventLog implements Lab {
  private static final String LOG = "tour:orders";
  private static final String GROUP = "billing";

  private final UnifiedJedis redis;

  /** Keeps its log on this server. */
  public EventLog(UnifiedJedis redis) {
    this.redis = redis;
  }

  @Override
  public Optional<String> missing() {
    return Engine.of(redis).lacks("XAUTOCLAIM", "6.2", "7.2");
  }

  /** Writes three events; a consumer takes them, acknowledges the first, and dies. */
  void crashAfterFirst() {
    redis.del(LOG);
    redis.xgroupCreate(LOG, GROUP, new StreamEntryID(0, 0), true);
    for (int i = 1; i <= 3; i++) {
      redis.xadd(LOG, StreamEntryID.NEW_ENTRY, Map.of("order", String.valueOf(i)));
    }
    StreamEntryID first = readNew("one").get(0).getID();
    redis.xack(LOG, GROUP, first);
  }

  private List<StreamEntry> readNew(String consumer) {
    var replies =
        redis.xreadGroupAsMap(
            GROUP,
            consumer,
            XReadGroupParams.xReadGroupParams().count(10),
            Map.of(LOG, StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY));
    return replies == null ? List.of() : replies.get(LOG);
  }

  // tag::wrong[]
  /** Returns what a second consumer gets that asks for new events only. */
  List<String> readOnlyNew() {
    return orders(readNew("two"));
  }

  // end::wrong[]

  // tag::right[]
  /** Returns what it handles that first claims whatever lay with others for this long. */
  List<String> claimAndRead(long idleMillis) {
    var claimed =
        redis.xautoclaim(
            LOG,
            GROUP,
            "two",
            idleMillis,
            new StreamEntryID(0, 0),
            XAutoClaimParams.xAutoClaimParams().count(10));
    List<StreamEntry> entries = new ArrayList<>(claimed.getValue());
    entries.addAll(readNew("two"));
    List<String> handled = new ArrayList<>();
    for (StreamEntry entry : entries) {
      handled.add(entry.getFields().get("order"));
      // Not before: what is acknowledged is never delivered again.
      redis.xack(LOG, GROUP, entry.getID());
    }
    return handled;
  }

  // end::right[]

  private static List<String> orders(List<StreamEntry> entries) {
    return entries.stream().map(entry -> entry.getFields().get("order")).toList();
  }

  /** Returns how many events were delivered and not acknowledged. */
  long pending() {
    return redis.xpending(LOG, GROUP).getTotal();
  }

  void clear() {
    redis.del(LOG);
  }

  @Override
  public void run(PrintStream out) {
    crashAfterFirst();
    say(out, "the second consumer asks for new events: gets", readOnlyNew());
    say(out, "delivered and not acknowledged", pending());
    say(out, "it claims what lies about (XAUTOCLAIM): gets", claimAndRead(0));
    say(out, "delivered and not acknowledged", pending());
    clear();
  }
}

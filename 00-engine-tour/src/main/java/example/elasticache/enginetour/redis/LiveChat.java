package example.elasticache.enginetour.redis;

import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XReadParams;
import redis.clients.jedis.resps.StreamEntry;

/**
 * A live chat over Pub/Sub, and a reader who is away for a moment.
 *
 * <p>Often believed: the server keeps messages for a subscriber whose connection broke.
 */
public final class LiveChat implements Lab {
  private static final String CHANNEL = "tour:chat";
  private static final String STREAM = "tour:chat:log";
  private static final int KEPT = 1_000;

  private final UnifiedJedis redis;

  /** Talks over this server. */
  public LiveChat(UnifiedJedis redis) {
    this.redis = redis;
  }

  // tag::wrong[]
  /** Six messages are published; the subscriber is away for three of them. */
  List<String> heardByPubSub() throws InterruptedException {
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    publishTo(heard, "1", "2");
    long listeners = 0;
    for (String message : List.of("3", "4", "5")) {
      listeners += redis.publish(CHANNEL, message);
    }
    if (listeners != 0) {
      throw new IllegalStateException("Somebody else listens to this channel.");
    }
    publishTo(heard, "6");
    return heard;
  }

  // end::wrong[]

  /** Subscribes, publishes, and unsubscribes when all has arrived. */
  private void publishTo(List<String> heard, String... messages) throws InterruptedException {
    var ready = new CountDownLatch(1);
    var arrived = new CountDownLatch(messages.length);
    var subscriber =
        new JedisPubSub() {
          @Override
          public void onSubscribe(String channel, int channels) {
            ready.countDown();
          }

          @Override
          public void onMessage(String channel, String message) {
            heard.add(message);
            arrived.countDown();
          }
        };
    // subscribe returns when it is over, so it needs a thread, and a connection, of its own.
    var thread = new Thread(() -> redis.subscribe(subscriber, CHANNEL), "chat-subscriber");
    thread.setDaemon(true);
    thread.start();
    await(ready, "the subscription");
    for (String message : messages) {
      redis.publish(CHANNEL, message);
    }
    await(arrived, "the messages");
    subscriber.unsubscribe();
    thread.join();
  }

  private static void await(CountDownLatch latch, String what) throws InterruptedException {
    if (!latch.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("After 30 seconds there was still no sign of " + what + ".");
    }
  }

  // tag::right[]
  /** The same six in a stream: a reader says where it stopped, and goes on from there. */
  List<String> heardByStream() {
    redis.del(STREAM);
    List<String> heard = new ArrayList<>();
    add("1", "2");
    StreamEntryID last = readAfter(new StreamEntryID(0, 0), heard);
    add("3", "4", "5");
    add("6");
    readAfter(last, heard);
    redis.del(STREAM);
    return heard;
  }

  private void add(String... messages) {
    for (String message : messages) {
      var trimmed = XAddParams.xAddParams().maxLen(KEPT).approximateTrimming();
      redis.xadd(STREAM, trimmed, Map.of("text", message));
    }
  }

  private StreamEntryID readAfter(StreamEntryID last, List<String> heard) {
    var replies = redis.xreadAsMap(XReadParams.xReadParams().count(100), Map.of(STREAM, last));
    for (StreamEntry entry : replies.get(STREAM)) {
      heard.add(entry.getFields().get("text"));
      last = entry.getID();
    }
    return last;
  }

  // end::right[]

  @Override
  public void run(PrintStream out) throws InterruptedException {
    say(out, "Pub/Sub, away for 3, 4 and 5: heard", heardByPubSub());
    say(out, "stream, away for 3, 4 and 5: heard", heardByStream());
  }
}

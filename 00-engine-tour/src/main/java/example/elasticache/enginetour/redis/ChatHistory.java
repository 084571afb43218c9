package example.elasticache.enginetour.redis;

import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/**
 * The last messages of a chat room, in a list.
 *
 * <p>Often believed: a list of recent messages stays short by itself, or a nightly job will see to
 * it.
 */
public final class ChatHistory implements Lab {
  private static final String ROOM = "tour:room";
  private static final int KEPT = 100;
  private static final Duration LIFE = Duration.ofDays(7);

  private final UnifiedJedis redis;

  /** Keeps its room on this server. */
  public ChatHistory(UnifiedJedis redis) {
    this.redis = redis;
  }

  // tag::wrong[]
  /** Adds a message; the room grows for as long as people talk. */
  void append(String message) {
    redis.rpush(ROOM, message);
  }

  // end::wrong[]

  // tag::right[]
  /** Adds a message, drops what is older than the last hundred, and lets a silent room end. */
  void appendAndTrim(String message) {
    try (var together = redis.multi()) {
      together.rpush(ROOM, message);
      together.ltrim(ROOM, -KEPT, -1);
      together.expire(ROOM, LIFE.toSeconds());
      together.exec();
    }
  }

  // end::right[]

  /** Returns the last messages, the oldest first: what somebody sees who enters. */
  List<String> last(int count) {
    return redis.lrange(ROOM, -count, -1);
  }

  long size() {
    return redis.llen(ROOM);
  }

  void clear() {
    redis.del(ROOM);
  }

  @Override
  public void run(PrintStream out) {
    clear();
    for (int i = 1; i <= 150; i++) {
      append("message " + i);
    }
    say(out, "150 messages by RPUSH: kept", size());
    clear();
    for (int i = 1; i <= 150; i++) {
      appendAndTrim("message " + i);
    }
    say(out, "150 messages by RPUSH, LTRIM, EXPIRE: kept", size());
    say(out, "who enters sees", last(2));
    clear();
  }
}

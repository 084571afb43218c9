package example.elasticache.clustersetup;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Writes a counter again and again, and measures how long no write succeeds. */
public final class FailoverGap {
  private static final long PAUSE_MILLIS = 10;

  /** What the writer saw. */
  public record Result(long written, long failed, Duration longestGap) {}

  private final RedisClient redis;
  private final String key;

  /** Writes through this client, which must have short timeouts. */
  public FailoverGap(RedisClient redis, String key) {
    this.redis = redis;
    this.key = key;
  }

  // tag::measure[]
  /** Writes until told to stop, and then once more with success. */
  public Result measure(BooleanSupplier over) {
    long written = 0;
    long failed = 0;
    long last = System.nanoTime();
    long longest = 0;
    boolean wrote = false;
    while (!(over.getAsBoolean() && wrote)) {
      wrote = write(written + 1);
      long now = System.nanoTime();
      if (wrote) {
        written++;
        longest = Math.max(longest, now - last);
        last = now;
      } else {
        failed++;
        if (now - last > Duration.ofMinutes(2).toNanos()) {
          throw new SetupException("No write has succeeded for two minutes.");
        }
      }
      pause();
    }
    return new Result(written, failed, Duration.ofNanos(longest));
  }

  private boolean write(long value) {
    try {
      redis.set(key, Long.toString(value));
      return true;
    } catch (JedisConnectionException noServer) {
      return false;
    } catch (JedisDataException e) {
      // The old primary may be a replica by now, and Jedis does not drop a connection for that.
      if (String.valueOf(e.getMessage()).startsWith("READONLY")) {
        redis.getPool().clear();
      }
      return false;
    } catch (JedisException noConnection) {
      return false;
    }
  }

  // end::measure[]

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SetupException("Interrupted.", e);
    }
  }
}

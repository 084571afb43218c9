package example.elasticache.clustersetup;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * Repeats a command through a failover, with random pauses, inside a deadline.
 *
 * <p>Give the client one attempt only: what it repeats by itself, it repeats for every command.
 */
public final class Retry {
  private static final Set<String> REFUSALS =
      Set.of("CLUSTERDOWN", "TRYAGAIN", "LOADING", "MASTERDOWN", "READONLY");

  private final Duration deadline;
  private final Duration firstPause;
  private final Duration longestPause;

  /** Pauses for up to the first pause, then up to twice that, and so on to the longest. */
  public Retry(Duration deadline, Duration firstPause, Duration longestPause) {
    this.deadline = deadline;
    this.firstPause = firstPause;
    this.longestPause = longestPause;
  }

  // tag::retry[]
  /** Repeats a command that may run twice without harm, such as GET, SET and DEL. */
  public <T> T idempotent(Supplier<T> command) {
    return run(command, e -> isRefusal(e) || e instanceof JedisConnectionException);
  }

  /** Repeats a command such as INCR only if the engine has surely not run it. */
  public <T> T once(Supplier<T> command) {
    return run(command, Retry::isRefusal);
  }

  private <T> T run(Supplier<T> command, Predicate<Throwable> mayPass) {
    long end = System.nanoTime() + deadline.toNanos();
    long most = firstPause.toNanos();
    while (true) {
      try {
        return command.get();
      } catch (JedisException e) {
        // All clients of a dead server fail at one moment: they must not return at one moment.
        long pause = ThreadLocalRandom.current().nextLong(most + 1);
        if (causes(e).noneMatch(mayPass) || System.nanoTime() + pause > end) {
          throw e;
        }
        sleep(pause);
        most = Math.min(2 * most, longestPause.toNanos());
      }
    }
  }

  private static boolean isRefusal(Throwable e) {
    return e instanceof JedisRedirectionException
        || e instanceof JedisDataException
            && REFUSALS.contains(String.valueOf(e.getMessage()).split(" ")[0]);
  }

  // end::retry[]

  /** The cluster client hides why it gave up: as the cause, or among the suppressed ones. */
  private static Stream<Throwable> causes(JedisException e) {
    return e instanceof JedisClusterOperationException
        ? Stream.concat(Stream.of(e.getSuppressed()), Stream.ofNullable(e.getCause()))
        : Stream.of(e);
  }

  private static void sleep(long nanos) {
    try {
      Thread.sleep(Duration.ofNanos(nanos).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SetupException("Interrupted.", e);
    }
  }
}

package example.elasticache.sessions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import net.rubyeye.xmemcached.exception.MemcachedException;

/** What every call to Memcached needs: bytes, seconds, and one kind of exception. */
final class MemcachedCalls {
  private static final long THIRTY_DAYS = Duration.ofDays(30).toSeconds();

  /** A request to the client, which throws three checked exceptions. */
  interface Call<T> {
    T run() throws TimeoutException, InterruptedException, MemcachedException;
  }

  /** Returns the answer, or throws {@link SessionStoreUnavailableException}. */
  static <T> T ask(Call<T> call) {
    try {
      return call.run();
    } catch (TimeoutException | MemcachedException e) {
      throw new SessionStoreUnavailableException("Memcached did not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SessionStoreUnavailableException("Interrupted while waiting for Memcached.", e);
    }
  }

  /** Rounds up: 0 would mean "never", and beyond 30 days a number is taken for a date. */
  static int seconds(Duration time) {
    return (int) Math.max(1, Math.min(THIRTY_DAYS, (time.toMillis() + 999) / 1000));
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private MemcachedCalls() {}
}

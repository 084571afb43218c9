package example.elasticache.cacheaside;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import net.rubyeye.xmemcached.exception.MemcachedException;

/** What every call to Memcached needs: seconds for times, and one kind of exception. */
public final class MemcachedCalls {

  /** A request to the client, which throws three checked exceptions. */
  public interface Call<T> {
    /** Sends it and returns the answer. */
    T run() throws TimeoutException, InterruptedException, MemcachedException;
  }

  /** Returns the answer, or throws {@link CacheException}. */
  public static <T> T ask(Call<T> call) {
    try {
      return call.run();
    } catch (TimeoutException | MemcachedException e) {
      throw new CacheException("Memcached did not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CacheException("Interrupted while waiting for Memcached.", e);
    }
  }

  // tag::seconds[]
  /** Rounds up: Memcached counts whole seconds, and 0 would mean "never expires". */
  public static int seconds(Duration time) {
    return (int) Math.min(Expiry.LONGEST.toSeconds(), (time.toMillis() + 999) / 1000);
  }

  // end::seconds[]

  private MemcachedCalls() {}
}

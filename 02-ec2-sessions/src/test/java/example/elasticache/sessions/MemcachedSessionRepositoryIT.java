package example.elasticache.sessions;

import static example.elasticache.devservices.Service.MEMCACHED;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.devservices.DevServices;
import example.elasticache.sessions.availability.Clients;
import java.time.Duration;
import java.time.InstantSource;
import net.rubyeye.xmemcached.MemcachedClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MemcachedSessionRepositoryIT implements LifetimesContract {
  private static DevServices services;
  private static MemcachedClient memcached;

  @BeforeAll
  static void connect() {
    services = DevServices.start(MEMCACHED);
    memcached = Clients.memcached(services.memcached());
    memcached.setOpTimeout(5_000); // for a busy machine: these tests are not about time
  }

  @AfterAll
  static void disconnect() throws Exception {
    memcached.shutdown();
    services.close();
  }

  @Override
  public SessionRepository repository(Lifetimes lifetimes) {
    try {
      memcached.flushAll();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return new MemcachedSessionRepository(memcached, lifetimes, InstantSource.system());
  }

  @Override
  public void letPass(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  @Test
  void endingAllSessionsOfAUserIsRefusedInPlainWords() {
    assertThatThrownBy(() -> repository().deleteAllOf("ada"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("Memcached keeps no list of a user's sessions.");
  }
}

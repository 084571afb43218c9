package example.elasticache.sessions;

import example.elasticache.sessions.availability.Clients;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import net.rubyeye.xmemcached.MemcachedClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

@Testcontainers
@EnabledIf(
    value = "example.elasticache.devservices.Docker#answers",
    disabledReason =
        "Docker does not answer; MemcachedSessionRepositoryIT runs the same contract without it")
class MemcachedContainerIT implements LifetimesContract {

  @Container
  private static final GenericContainer<?> SERVER =
      new GenericContainer<>("memcached:1.6").withExposedPorts(11211);

  private static MemcachedClient memcached;

  @BeforeAll
  static void connect() {
    memcached =
        Clients.memcached(new InetSocketAddress(SERVER.getHost(), SERVER.getMappedPort(11211)));
    memcached.setOpTimeout(5_000); // for a busy machine: these tests are not about time
  }

  @AfterAll
  static void disconnect() throws Exception {
    memcached.shutdown();
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
}

package example.elasticache.enginetour.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.enginetour.Clients;
import java.net.InetSocketAddress;
import java.util.List;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.impl.KetamaMemcachedSessionLocator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

@Testcontainers
@EnabledIf(
    value = "example.elasticache.devservices.Docker#answers",
    disabledReason = "Docker does not answer, and the stand-in has no chunks to measure")
class RealMemcachedContainerIT {

  @Container
  private static final GenericContainer<?> SERVER =
      // Docker on a busy machine may say that it runs before it says on which port.
      new GenericContainer<>("memcached:1.6").withExposedPorts(11211).withStartupAttempts(2);

  private static MemcachedClient memcached;

  @BeforeAll
  static void connect() {
    var address = new InetSocketAddress(SERVER.getHost(), SERVER.getMappedPort(11211));
    memcached = Clients.memcached(new KetamaMemcachedSessionLocator(), List.of(address));
  }

  @AfterAll
  static void disconnect() throws Exception {
    memcached.shutdown();
  }

  @Test
  void theRealOneIsRecognised() throws Exception {
    assertThat(new SlabClasses(memcached).missing()).isEmpty();
  }

  @Test
  void oneByteMoreTakesTheNextChunk() throws Exception {
    var lab = new SlabClasses(memcached);

    int longest = lab.longestLike(400, 600);
    long chunk = lab.chunkFor(longest);

    assertThat(longest).isLessThan(600);
    assertThat(chunk).isGreaterThan(longest);
    assertThat(lab.chunkFor(longest + 1)).isGreaterThan(chunk * 11 / 10);
  }

  @Test
  void anEntryTakesMoreThanItsTextAndLessThanTwice() throws Exception {
    long text = MemoryPerEntry.json(MemoryPerEntry.ROWS / 2).length();

    assertThat(new MemoryPerEntry(null, memcached).memcachedBytes()).isBetween(text, 2 * text);
  }
}

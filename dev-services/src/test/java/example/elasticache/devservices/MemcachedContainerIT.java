package example.elasticache.devservices;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

@Testcontainers
@EnabledIf(
    value = "example.elasticache.devservices.Docker#answers",
    disabledReason =
        "Docker does not answer, so the stand-in is not compared with the real memcached")
class MemcachedContainerIT implements MemcachedContract {

  @Container
  private static final GenericContainer<?> SERVER =
      new GenericContainer<>("memcached:1.6").withExposedPorts(11211);

  @Override
  public InetSocketAddress address() {
    return new InetSocketAddress(SERVER.getHost(), SERVER.getMappedPort(11211));
  }
}

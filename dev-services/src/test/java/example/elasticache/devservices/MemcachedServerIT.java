package example.elasticache.devservices;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(value = "onPath", disabledReason = "there is no memcached on the PATH")
class MemcachedServerIT implements MemcachedContract {
  private static MemcachedServer server;

  static boolean onPath() {
    return MemcachedServer.program().isPresent();
  }

  @BeforeAll
  static void start() {
    server = MemcachedServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  public InetSocketAddress address() {
    return server.address();
  }
}

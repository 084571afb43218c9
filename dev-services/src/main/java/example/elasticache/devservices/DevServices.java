package example.elasticache.devservices;

import java.net.InetSocketAddress;
import java.net.URI;

/** The servers that a chapter needs, on this machine. */
public final class DevServices implements AutoCloseable {

  /** Finds or starts each wanted server, and says in one line what it chose and why. */
  public static DevServices start(Service... wanted) {
    throw new UnsupportedOperationException("not yet");
  }

  /** Where Valkey or Redis listens: {@code redis://host:port}, or {@code rediss://} with TLS. */
  public URI redis() {
    throw new UnsupportedOperationException("not yet");
  }

  /** Where Memcached listens. */
  public InetSocketAddress memcached() {
    throw new UnsupportedOperationException("not yet");
  }

  /** Where MySQL listens, and who may log in. */
  public Database mysql() {
    throw new UnsupportedOperationException("not yet");
  }

  /** Ends every server that {@link #start} started; servers named in the environment stay. */
  @Override
  public void close() {}
}

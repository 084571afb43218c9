package example.elasticache.clustersetup;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.MemcachedSessionLocator;
import net.rubyeye.xmemcached.autodiscovery.AutoDiscoveryCacheClientBuilder;
import net.rubyeye.xmemcached.exception.MemcachedException;
import net.rubyeye.xmemcached.transcoders.StringTranscoder;
import software.amazon.awssdk.services.elasticache.model.Endpoint;

/** Counts the keys that a client no longer finds after a node has joined. */
public final class MovedKeys implements AutoCloseable {
  private static final int HOUR = 3_600;

  private final MemcachedClient client;
  private final String prefix;
  private final int keys;

  /** Connects by auto discovery, with one way of sharing the keys among the nodes. */
  public MovedKeys(Endpoint configuration, MemcachedSessionLocator locator, String prefix, int keys)
      throws IOException {
    var builder =
        new AutoDiscoveryCacheClientBuilder(
            new InetSocketAddress(configuration.address(), configuration.port()));
    builder.setPollConfigIntervalMs(200);
    builder.setSessionLocator(locator);
    // The usual transcoder brings any serialized object to life that it finds in the cache.
    builder.setTranscoder(new StringTranscoder());
    this.client = connect(builder, configuration);
    this.prefix = prefix;
    this.keys = keys;
  }

  private static MemcachedClient connect(
      AutoDiscoveryCacheClientBuilder builder, Endpoint configuration) throws IOException {
    try {
      return builder.build();
    } catch (IllegalStateException e) {
      throw new SetupException(
          "%s:%d did not say which nodes it has. This client speaks no TLS: is the cluster one without?"
              .formatted(configuration.address(), configuration.port()),
          e);
    }
  }

  /** Returns how many nodes the client knows. */
  public int nodes() {
    return client.getAvailableServers().size();
  }

  /** Writes every key. */
  public void write() {
    for (int i = 0; i < keys; i++) {
      int number = i;
      call(() -> client.set(prefix + number, HOUR, "value"));
    }
  }

  /** Returns the keys that are not found any more. */
  public Set<String> missing() {
    Set<String> missing = new HashSet<>();
    for (int i = 0; i < keys; i++) {
      String key = prefix + i;
      if (call(() -> client.get(key)) == null) {
        missing.add(key);
      }
    }
    return missing;
  }

  private interface Call<T> {
    T run() throws TimeoutException, InterruptedException, MemcachedException;
  }

  private static <T> T call(Call<T> call) {
    try {
      return call.run();
    } catch (TimeoutException | MemcachedException e) {
      throw new SetupException("A Memcached node did not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SetupException("Interrupted.", e);
    }
  }

  @Override
  public void close() throws IOException {
    client.shutdown();
  }
}

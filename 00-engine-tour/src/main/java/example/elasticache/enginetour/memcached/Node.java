package example.elasticache.enginetour.memcached;

import java.net.InetSocketAddress;

/** A Memcached node of a lab's own, which it may kill and start again. */
public interface Node {

  /** Returns where it listens, before and after. */
  InetSocketAddress address();

  /** Ends it at once. */
  void kill();

  /** Starts it again. */
  void restart();
}

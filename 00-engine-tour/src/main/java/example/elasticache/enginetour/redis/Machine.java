package example.elasticache.enginetour.redis;

import java.net.URI;

/** A server of a lab's own, which it may kill and start again. */
public interface Machine extends AutoCloseable {

  /** Returns where it listens, before and after. */
  URI uri();

  /** Ends it as SIGKILL does: no goodbye, nothing flushed. */
  void kill();

  /** Starts it again with the files that it left. */
  void restart();

  @Override
  void close();
}

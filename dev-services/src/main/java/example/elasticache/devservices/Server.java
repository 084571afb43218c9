package example.elasticache.devservices;

import java.net.InetSocketAddress;

/** A running server that a failure test may stop, continue, kill and start again. */
public interface Server extends AutoCloseable {

  /** Returns where it listens. */
  InetSocketAddress address();

  /** Returns what it is and where it came from, in a few honest words. */
  String description();

  /** Stops it as SIGSTOP does: connections are still accepted, nothing is answered. */
  void pause();

  /** Lets a paused server go on. */
  void resume();

  /** Ends it as SIGKILL does: no goodbye, nothing flushed. */
  void kill();

  /** Starts it again on the same port, with the files that it left. */
  void restart();

  /** Ends it and deletes its files. */
  @Override
  void close();
}

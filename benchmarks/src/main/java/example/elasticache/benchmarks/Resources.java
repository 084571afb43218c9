package example.elasticache.benchmarks;

import java.util.ArrayDeque;
import java.util.Deque;

/** Clients that are open; closing it closes the last one first. */
final class Resources implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T client) {
    open.push(client);
    return client;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("A client did not close.", e);
      }
    }
  }
}

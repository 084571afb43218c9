package example.elasticache.devservices.aws;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Ends what may still be starting. */
final class Closing {

  /** Waits until the start is over, well or badly, and closes what it made. */
  static void of(CompletableFuture<? extends AutoCloseable> starting) {
    try {
      starting.join().close();
    } catch (CompletionException neverStarted) {
      // Then there is nothing to close.
    } catch (Exception e) {
      throw new IllegalStateException("An engine did not close.", e);
    }
  }

  private Closing() {}
}

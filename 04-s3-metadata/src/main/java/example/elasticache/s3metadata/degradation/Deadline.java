package example.elasticache.s3metadata.degradation;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The moment at which a thread's call to the cache has to be over.
 *
 * <p>A socket's timeout is no such moment: it starts again with every byte, so a reply that drips
 * in holds a call of "100 ms" for as long as it drips.
 */
public final class Deadline {
  private static final ThreadLocal<Deadline> CURRENT = ThreadLocal.withInitial(Deadline::new);

  private long limit;
  private long end;

  private Deadline() {}

  // tag::within[]
  /** Makes the call; sockets of {@link DeadlineSocketFactory} that it reads from end it in time. */
  public static <T> T within(Duration limit, Supplier<T> call) {
    Deadline deadline = CURRENT.get();
    deadline.limit = limit.toNanos();
    deadline.end = System.nanoTime() + deadline.limit;
    try {
      return call.get();
    } finally {
      deadline.limit = 0;
    }
  }

  // end::within[]

  // tag::left[]
  /** Returns for how many milliseconds this thread may wait for the stream's next byte. */
  static int millisLeft(int usual, InputStream stream) throws IOException {
    Deadline deadline = CURRENT.get();
    if (deadline.limit == 0) {
      return usual;
    }
    long left = deadline.end - System.nanoTime();
    if (left > 0) {
      return (int) Math.min(usual, TimeUnit.NANOSECONDS.toMillis(left) + 1);
    }
    // A thread that had to wait for a processor is not the server's fault: take what has come.
    if (left + deadline.limit > 0 && stream.available() > 0) {
      return usual;
    }
    throw new SocketTimeoutException("The call's deadline has passed.");
  }

  /** Returns for how many milliseconds this thread may wait for a connection. */
  static int millisLeft(int usual) throws SocketTimeoutException {
    Deadline deadline = CURRENT.get();
    if (deadline.limit == 0) {
      return usual;
    }
    long left = TimeUnit.NANOSECONDS.toMillis(deadline.end - System.nanoTime());
    if (left <= 0) {
      throw new SocketTimeoutException("The call's deadline has passed.");
    }
    return (int) Math.min(usual, left);
  }

  // end::left[]
}

package kit;

import java.util.concurrent.CountDownLatch;

/** Holds whoever comes by, until it is opened. */
public final class Gate implements Runnable {
  private final CountDownLatch open = new CountDownLatch(1);
  private final CountDownLatch arrival = new CountDownLatch(1);

  /** Waits at the gate. */
  @Override
  public void run() {
    arrival.countDown();
    await(open);
  }

  /** Returns when somebody waits at the gate, or has passed it. */
  public void awaitArrival() {
    await(arrival);
  }

  /** Lets everybody through, now and later. */
  public void open() {
    open.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The check was ended.", e);
    }
  }
}

package example.elasticache.devservices.s3;

import example.elasticache.devservices.s3.LocalS3.Delivery;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Carries notifications to their receivers, at least once and behind the back of the writer. */
final class Notifications implements AutoCloseable {
  private static final long PAUSE_MILLIS = 50;

  private final List<Consumer<String>> receivers = new CopyOnWriteArrayList<>();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong arrived = new AtomicLong();
  private final ScheduledExecutorService sender =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "s3-notifications");
            thread.setDaemon(true);
            return thread;
          });

  void sendTo(Consumer<String> receiver) {
    receivers.add(receiver);
  }

  /** Sends the notification to those who receive now; returns before it arrives. */
  void send(String json) {
    sent.incrementAndGet();
    deliver(json, List.copyOf(receivers));
  }

  private void deliver(String json, List<Consumer<String>> to) {
    sender.execute(() -> offer(json, to));
  }

  private void offer(String json, List<Consumer<String>> to) {
    for (int i = 0; i < to.size(); i++) {
      try {
        to.get(i).accept(json);
      } catch (RuntimeException notTaken) {
        // The ones behind it do not wait: a standard queue keeps no order either.
        List<Consumer<String>> rest = to.subList(i, to.size());
        sender.schedule(() -> offer(json, rest), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        return;
      }
    }
    arrived.incrementAndGet();
  }

  Delivery delivery() {
    // First what arrived: else one that is sent in between would seem to be on its way for ever.
    long done = arrived.get();
    return new Delivery(sent.get(), done);
  }

  @Override
  public void close() {
    sender.shutdownNow();
  }
}

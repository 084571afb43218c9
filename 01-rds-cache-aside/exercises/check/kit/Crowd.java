package kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads that do the same thing at the same moment. */
public final class Crowd<T> {
  private final List<FutureTask<T>> tasks = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private Crowd() {}

  /** Starts so many threads, and lets them go together. */
  public static <T> Crowd<T> of(int size, Callable<T> work) {
    var crowd = new Crowd<T>();
    var start = new CountDownLatch(size);
    for (int i = 0; i < size; i++) {
      var task =
          new FutureTask<T>(
              () -> {
                start.countDown();
                start.await();
                return work.call();
              });
      var thread = new Thread(task, "reader-" + i);
      thread.setDaemon(true);
      crowd.tasks.add(task);
      crowd.threads.add(thread);
      thread.start();
    }
    return crowd;
  }

  /** Waits until nobody moves any more: every thread has ended, or waits for something. */
  public void awaitStandstill() {
    awaitStandstill(20);
  }

  private void awaitStandstill(int looks) {
    // A thread may look idle for a moment, as while it loads a class: look several times.
    for (int still = 0; still < looks && finished() < tasks.size(); ) {
      still = threads.stream().allMatch(Crowd::idle) ? still + 1 : 0;
      pause();
    }
  }

  private static boolean idle(Thread thread) {
    return switch (thread.getState()) {
      case BLOCKED, WAITING, TIMED_WAITING, TERMINATED -> true;
      case NEW, RUNNABLE -> false;
    };
  }

  private static void pause() {
    try {
      Thread.sleep(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The check was ended.", e);
    }
  }

  /** Waits for so long at most, and returns whether every thread has ended. */
  public boolean endsWithin(Duration time) {
    long start = System.nanoTime();
    while (finished() < tasks.size()) {
      if (System.nanoTime() - start > time.toNanos()) {
        return false;
      }
      pause();
    }
    return true;
  }

  /** Returns how many threads have ended by now. */
  public long finished() {
    return tasks.stream().filter(FutureTask::isDone).count();
  }

  /**
   * Waits for all threads and returns what they brought: a value, or an exception; a {@link
   * TimeoutException} for a thread that waits for ever.
   */
  public List<Object> results() {
    // When nobody has moved for so long, whoever is to wake them is not on the way either.
    awaitStandstill(250);
    return tasks.stream().map(Crowd::result).toList();
  }

  private static Object result(FutureTask<?> task) {
    try {
      return task.get(0, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (TimeoutException e) {
      return e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The check was ended.", e);
    }
  }
}

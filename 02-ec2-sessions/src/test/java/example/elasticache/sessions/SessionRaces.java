package example.elasticache.sessions;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Races that any session library can run in; each returns how often it went wrong. */
public final class SessionRaces implements AutoCloseable {

  /** A session library in a race; S is the copy of a session that one request works on. */
  public interface Contestant<S> {

    /** Logs a user in and returns the session's id. */
    String begin();

    /** Returns the session as a request reads it. */
    S load(String id);

    /** Adds one to a counter in the session, and keeps it; it may read again and retry. */
    void increment(S session);

    /** Logs the user out. */
    void end(String id);

    /** Returns the counter, or -1 if the session does not live. */
    long count(String id);
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** Saves a session while its user logs out, and returns how many sessions were back after it. */
  public <S> int zombies(Contestant<S> contestant, int rounds) {
    int zombies = 0;
    for (int i = 0; i < rounds; i++) {
      String id = contestant.begin();
      S inFlight = contestant.load(id);
      atOnce(
          List.of(
              () -> {
                contestant.increment(inFlight);
                return null;
              },
              () -> {
                contestant.end(id);
                return null;
              }));
      if (contestant.count(id) >= 0) {
        zombies++;
        contestant.end(id);
      }
    }
    return zombies;
  }

  /** Counts in one session on several threads at once, and returns how many counts were lost. */
  public <S> long lostUpdates(Contestant<S> contestant, int onThreads, int each) {
    String id = contestant.begin();
    Callable<Void> request =
        () -> {
          for (int i = 0; i < each; i++) {
            contestant.increment(contestant.load(id));
          }
          return null;
        };
    List<Callable<Void>> requests = new ArrayList<>();
    for (int i = 0; i < onThreads; i++) {
      requests.add(request);
    }
    atOnce(requests);
    return (long) onThreads * each - contestant.count(id);
  }

  /** Runs the tasks on threads that start together, and returns what they returned. */
  public <T> List<T> atOnce(List<Callable<T>> tasks) {
    var start = new CyclicBarrier(tasks.size());
    List<Future<T>> running = new ArrayList<>();
    for (Callable<T> task : tasks) {
      running.add(
          threads.submit(
              () -> {
                await(start);
                return task.call();
              }));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> each : running) {
      try {
        results.add(each.get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      } catch (ExecutionException e) {
        throw new AssertionError(e.getCause());
      }
    }
    return results;
  }

  private static void await(CyclicBarrier start) throws InterruptedException {
    try {
      start.await();
    } catch (BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

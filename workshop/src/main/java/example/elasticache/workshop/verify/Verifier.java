package example.elasticache.workshop.verify;

import example.elasticache.workshop.check.Checker;
import example.elasticache.workshop.exercise.Exercise;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Verifies exercises, several answers at a time. */
public final class Verifier implements AutoCloseable {
  /** A check that waits until it gives up leaves the processor to the others. */
  private static final int AT_ONCE = 6;

  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
  private final BlockingQueue<Checker> checkers = new LinkedBlockingQueue<>();

  public Verifier() {
    for (int i = 0; i < AT_ONCE; i++) {
      checkers.add(new Checker());
    }
  }

  /** Tries the check of each exercise on all the answers that are known. */
  public List<Verification> verify(List<Exercise> exercises) {
    List<Future<Draft>> drafts = new ArrayList<>();
    for (Exercise exercise : exercises) {
      drafts.add(submit(checker -> Draft.of(exercise, checker)));
    }
    Map<Exercise, List<Future<Trial.Verdict>>> trials = new HashMap<>();
    for (int i : slowestFirst(exercises)) {
      trials.put(
          exercises.get(i),
          get(drafts.get(i)).trials().stream().map(trial -> submit(trial::verdict)).toList());
    }
    List<Verification> done = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = get(drafts.get(i));
      List<String> problems = new ArrayList<>(draft.problems());
      List<Trial.Verdict> verdicts =
          trials.get(exercises.get(i)).stream().map(Verifier::get).toList();
      verdicts.forEach(verdict -> verdict.problem().ifPresent(problems::add));
      int ran = (int) verdicts.stream().filter(Trial.Verdict::ran).count();
      int undecided = (int) verdicts.stream().filter(Trial.Verdict::undecided).count();
      done.add(new Verification(exercises.get(i), problems, ran, undecided));
    }
    return done;
  }

  /** Those that need a server wait most: they begin, and the others fill their pauses. */
  private static List<Integer> slowestFirst(List<Exercise> exercises) {
    return IntStream.range(0, exercises.size())
        .boxed()
        .sorted(Comparator.comparing(i -> exercises.get(i).needs().isEmpty()))
        .toList();
  }

  private <T> Future<T> submit(Function<Checker, T> work) {
    return threads.submit(
        () -> {
          Checker checker = checkers.take();
          try {
            return work.apply(checker);
          } finally {
            checkers.add(checker);
          }
        });
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while verifying.", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The verification itself failed.", e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    checkers.forEach(Checker::close);
  }
}

package example.elasticache.workshop.verify;

import example.elasticache.workshop.check.Checker;
import example.elasticache.workshop.check.Compiled;
import example.elasticache.workshop.check.Outcome;
import example.elasticache.workshop.check.Patience;
import example.elasticache.workshop.check.Result;
import example.elasticache.workshop.check.Source;
import example.elasticache.workshop.exercise.Exercise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** One answer to an exercise, and what its check must make of it. */
record Trial(
    Exercise exercise,
    String what,
    Must must,
    List<Source> answer,
    List<Source> check,
    Map<String, byte[]> given,
    Signatures signatures) {
  /** Generous, for a busy machine: a good answer must never be refused for it. */
  private static final Patience LONG = new Patience(Duration.ofMinutes(1), false);

  /** A bad answer may hang, and is refused then. */
  private static final Patience SHORT = new Patience(Duration.ofSeconds(10), false);

  /** Of a damaged solution, one failure says enough, whatever it is. */
  private static final Patience SHORTEST = new Patience(Duration.ofSeconds(2), true);

  /** What the check must do. */
  enum Must {
    PASS,
    /** Fail in words that help. */
    FAIL,
    /** Fail in words that help, or by the exception of an unfinished method. */
    FAIL_OR_BE_UNWRITTEN,
    /** Fail in any way, or not compile: nobody wrote this answer. */
    NOT_PASS
  }

  /**
   * What became of a trial.
   *
   * @param ran whether it compiled, so that the check had a say
   * @param undecided whether only a test that could not run here might have refused it
   * @param problem what the author has to mend, if anything
   */
  record Verdict(boolean ran, boolean undecided, Optional<String> problem) {}

  /** Compiles the answer and runs the check on it. */
  Verdict verdict(Checker checker) {
    Compiled compiled = checker.compile(answer, given);
    if (compiled.succeeded()) {
      return judge(checker, compiled);
    }
    String error = what + ": does not compile: " + compiled.problems().get(0).message();
    return new Verdict(false, false, must == Must.NOT_PASS ? Optional.empty() : Optional.of(error));
  }

  private Verdict judge(Checker checker, Compiled compiled) {
    if (must != Must.NOT_PASS) {
      Optional<String> difference = signatures.difference(compiled.classes(), answer);
      if (difference.isPresent()) {
        return found(Optional.of(what + ": " + difference.get()));
      }
    }
    Patience patience =
        switch (must) {
          case PASS, FAIL_OR_BE_UNWRITTEN -> LONG;
          case FAIL -> SHORT;
          case NOT_PASS -> SHORTEST;
        };
    var result = new Result(List.of(), checker.run(check, compiled.over(given), patience));
    if (must == Must.PASS) {
      return found(result.solved() ? Optional.empty() : Optional.of(refused(result)));
    }
    if (result.solved()) {
      return result.leftOut()
          ? new Verdict(true, true, Optional.empty())
          : found(Optional.of(what + ": the check passes"));
    }
    return found(must == Must.NOT_PASS ? Optional.empty() : unhelpful(result));
  }

  private static Verdict found(Optional<String> problem) {
    return new Verdict(true, false, problem);
  }

  private String refused(Result result) {
    return what
        + ": the check fails: "
        + result.failures().stream()
            .findFirst()
            .map(outcome -> outcome.claim() + ": " + outcome.failure())
            .orElse("no test ran");
  }

  private Optional<String> unhelpful(Result result) {
    return result.failures().stream()
        .filter(outcome -> !helps(outcome))
        .map(
            outcome ->
                "%s: \"%s\" fails with no help: %s"
                    .formatted(what, outcome.claim(), outcome.failure()))
        .findFirst();
  }

  private boolean helps(Outcome outcome) {
    if (outcome.failure() instanceof AssertionError) {
      String text = String.valueOf(outcome.failure().getMessage()).strip();
      return text.matches("(?s)[A-Z0-9].*[.?]") && !text.startsWith("Expecting");
    }
    return must == Must.FAIL_OR_BE_UNWRITTEN
        ? outcome.failure() instanceof UnsupportedOperationException
        // A mistake may be just that: to stop with an exception, or to wait for ever.
        : outcome.failure() instanceof RuntimeException
            || outcome.failure() instanceof TimeoutException;
  }
}

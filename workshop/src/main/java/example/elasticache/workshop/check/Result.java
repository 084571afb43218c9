package example.elasticache.workshop.check;

import example.elasticache.workshop.check.Outcome.Status;
import java.util.List;

/**
 * What a check says of an answer.
 *
 * @param problems errors of the compiler; if there are any, nothing ran
 */
public record Result(List<Problem> problems, List<Outcome> outcomes) {

  /** Returns whether it compiled and no test failed. */
  public boolean solved() {
    return problems.isEmpty()
        && failures().isEmpty()
        && outcomes.stream().anyMatch(outcome -> outcome.status() == Status.PASSED);
  }

  /** Returns whether a test could not run here, as for want of a server. */
  public boolean leftOut() {
    return outcomes.stream().anyMatch(outcome -> outcome.status() == Status.LEFT_OUT);
  }

  /** Returns the tests that failed, in their order. */
  public List<Outcome> failures() {
    return outcomes.stream().filter(outcome -> outcome.status() == Status.FAILED).toList();
  }
}

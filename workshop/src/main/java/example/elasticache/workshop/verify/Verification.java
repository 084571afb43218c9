package example.elasticache.workshop.verify;

import example.elasticache.workshop.exercise.Exercise;
import java.util.List;

/**
 * What was found out about one exercise.
 *
 * @param problems what its author has to mend
 * @param answers how many answers its check was tried on
 * @param undecided how many of them only a test that cannot run here might refuse
 */
public record Verification(Exercise exercise, List<String> problems, int answers, int undecided) {

  /** Says in a line what was proven. */
  public String summary() {
    String verdict = problems.isEmpty() ? "sound, tried on " : "NOT sound, tried on ";
    String rest =
        undecided == 0 ? "" : "; " + undecided + " undecided, for want of a server on this machine";
    return exercise.key() + ": " + verdict + answers + " answers" + rest;
  }
}

package example.elasticache.workshop.verify;

import example.elasticache.workshop.exercise.Exercise;
import java.util.List;

/**
 * What was found out about one exercise.
 *
 * @param problems what its author has to mend
 * @param answers how many answers its check was tried on
 */
public record Verification(Exercise exercise, List<String> problems, int answers) {

  /** Says in a line what was proven. */
  public String summary() {
    String verdict = problems.isEmpty() ? "sound, tried on " : "NOT sound, tried on ";
    return exercise.key() + ": " + verdict + answers + " answers";
  }
}

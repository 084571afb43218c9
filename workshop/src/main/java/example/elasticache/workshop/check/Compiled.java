package example.elasticache.workshop.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What came of a compilation: classes by name, or the errors that prevented them. */
public record Compiled(Map<String, byte[]> classes, List<Problem> problems) {

  /** Returns whether there are classes to run. */
  public boolean succeeded() {
    return problems.isEmpty() && !classes.isEmpty();
  }

  /** Returns these classes and the others; of two with one name, these. */
  public Map<String, byte[]> over(Map<String, byte[]> others) {
    var all = new HashMap<>(others);
    all.putAll(classes);
    return all;
  }
}

package example.elasticache.docs;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.opentest4j.TestAbortedException;

/** Brings one error about on a real server: throws it, or returns what a reader sees instead. */
@FunctionalInterface
interface Provocation {

  /** Throws the error, or returns its symptom when nothing is thrown. */
  Object provoke() throws Exception;

  /** Returns everything that the failure says: its own text, its causes and what it suppressed. */
  default String symptom() {
    try {
      return String.valueOf(provoke());
    } catch (TestAbortedException notOnThisSystem) {
      throw notOnThisSystem;
    } catch (Exception e) {
      return everything(e, Collections.newSetFromMap(new IdentityHashMap<>()));
    }
  }

  private static String everything(Throwable failure, Set<Throwable> seen) {
    if (failure == null || !seen.add(failure)) {
      return "";
    }
    var text = new StringBuilder(failure + "\n");
    for (Throwable suppressed : failure.getSuppressed()) {
      text.append(everything(suppressed, seen));
    }
    return text.append(everything(failure.getCause(), seen)).toString();
  }
}

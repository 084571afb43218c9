package example.elasticache.enginetour;

import java.io.PrintStream;
import java.util.Optional;

/** One point about an engine, shown on a real server: what is often believed, beside what works. */
public interface Lab {

  /** Does it, and prints a line or two of what came out. */
  void run(PrintStream out) throws Exception;

  /** Returns what this server lacks for it, if it lacks something. */
  default Optional<String> missing() throws Exception {
    return Optional.empty();
  }

  /** Prints one result. */
  default void say(PrintStream out, String what, Object result) {
    out.printf("  %-52s %s%n", what, result);
  }
}

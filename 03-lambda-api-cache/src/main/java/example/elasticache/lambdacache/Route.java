package example.elasticache.lambdacache;

import java.util.List;
import java.util.regex.Pattern;

/** A kind of path that this function answers, and whether each caller has answers of his own. */
public record Route(String name, boolean perCaller, List<Parameter> parameters) {
  private static final Pattern NAME = Pattern.compile("[a-z]{1,20}");

  /** Refuses a name that would need escaping. */
  public Route {
    parameters = List.copyOf(parameters);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("A route's name has 1 to 20 letters of a-z.");
    }
  }

  /** Returns a route whose answers are the same for everybody. */
  public static Route forEverybody(String name, Parameter... parameters) {
    return new Route(name, false, List.of(parameters));
  }

  /** Returns a route whose answers are each caller's own. */
  public static Route forEachCaller(String name, Parameter... parameters) {
    return new Route(name, true, List.of(parameters));
  }
}

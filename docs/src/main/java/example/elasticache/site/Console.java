package example.elasticache.site;

import example.elasticache.site.check.Problem;
import example.elasticache.site.publish.Site;
import java.io.PrintStream;
import java.util.List;

/** What a build says. */
public final class Console {
  private static final PrintStream OUT = System.err;

  /** Prints a heading as the stories of the chapters have it. */
  public static void heading(String title) {
    OUT.printf("%n%s%n%s%n", title, "─".repeat(title.length()));
  }

  /** Tells what came of a build, and where to look at it. */
  public static void tell(Site.Result result, String where, long nanos) {
    if (result.problems().isEmpty()) {
      result.translations().forEach(OUT::println);
      OUT.printf("%s. Open %s%n", count(result.pages(), "page"), where);
      OUT.printf("(%.1f seconds)%n", nanos / 1e9);
    } else {
      complain(result.problems());
    }
  }

  /** Tells what came of a further build. */
  public static void tellAgain(Site.Result result, long nanos) {
    if (result.problems().isEmpty()) {
      OUT.printf("Built again in %.2f seconds.%n", nanos / 1e9);
    } else {
      complain(result.problems());
    }
  }

  private static void complain(List<Problem> problems) {
    problems.forEach(OUT::println);
    OUT.printf(
        "%nThe site was not written: %s. Mend %s and build again.%n",
        count(problems, "problem"), problems.size() == 1 ? "it" : "them");
  }

  private static String count(List<?> things, String name) {
    return things.size() + " " + name + (things.size() == 1 ? "" : "s");
  }

  private Console() {}
}

package example.elasticache.site;

import example.elasticache.site.check.Problem;
import example.elasticache.site.publish.Site;
import java.io.PrintStream;
import java.util.List;

/** What a build says. */
final class Console {
  private static final PrintStream OUT = System.err;

  static void heading(String title) {
    OUT.printf("%n%s%n%s%n", title, "─".repeat(title.length()));
  }

  static void tell(Site.Result result, String index, long nanos) {
    for (Problem problem : result.problems()) {
      OUT.println(problem);
    }
    if (!result.problems().isEmpty()) {
      OUT.printf(
          "%nThe site was not written: %s. Mend %s and build again.%n",
          count(result.problems(), "problem"), result.problems().size() == 1 ? "it" : "them");
      return;
    }
    result.translations().forEach(OUT::println);
    OUT.printf("%s: open %s%n", count(result.pages(), "page"), index);
    OUT.printf("(%.1f seconds)%n", nanos / 1e9);
  }

  private static String count(List<?> things, String name) {
    return things.size() + " " + name + (things.size() == 1 ? "" : "s");
  }

  private Console() {}
}

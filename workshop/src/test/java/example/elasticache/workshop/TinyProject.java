package example.elasticache.workshop;

import example.elasticache.workshop.exercise.Exercise;
import example.elasticache.workshop.exercise.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project with one chapter and two small exercises that are as they should be. */
public final class TinyProject {
  private final Path root;

  public TinyProject(Path root) {
    this.root = root;
    write("pom.xml", "<project/>");
    write("07-sums/pom.xml", "<project><name>07 Sums</name></project>");
    exercise("e1");
    exercise("e2");
  }

  /** Adds an exercise: a method that has to add, and to refuse what is too large. */
  public void exercise(String name) {
    String exercises = "07-sums/exercises/";
    write(
        exercises + name + ".properties",
        """
        title=Add %s
        minutes=5
        needs=
        hint.1=Think.
        hint.2=Think of a sign.
        hint.3=It is a plus.
        """
            .formatted(name));
    write(exercises + name + ".adoc", "Add two numbers in `Sum.of`.\n");
    write(
        exercises + "starter/" + name + "/Sum.java", sum(name, "    // TODO Add.\n    return 0;"));
    write(exercises + "solution/" + name + "/Sum.java", sum(name, SOLUTION));
    write(exercises + "check/" + name + "/SumTest.java", CHECK.formatted(name));
    wrong(name, "subtracts", "    refuse(a);\n    return a - b;");
    wrong(name, "takes-the-first", "    refuse(a);\n    return a;");
    wrong(name, "refuses-nothing", "    return a + b;");
  }

  private static final String SOLUTION = "    refuse(a);\n    return a + b;";

  private static final String CHECK =
      """
      package %s;

      import static org.assertj.core.api.Assertions.assertThat;
      import static org.assertj.core.api.Assertions.catchThrowable;

      import org.junit.jupiter.api.Order;
      import org.junit.jupiter.api.Test;

      class SumTest {
        @Test
        @Order(1)
        void twoAndTwoIsFour() {
          assertThat(Sum.of(2, 1))
              .withFailMessage("2 and 1 make 3, not %%s.", Sum.of(2, 1))
              .isEqualTo(3);
        }

        @Test
        @Order(2)
        void aLargeNumberIsRefused() {
          assertThat(catchThrowable(() -> Sum.of(1_000_001, 1)))
              .withFailMessage("1000001 is too large, but it was taken.")
              .isInstanceOf(IllegalArgumentException.class);
        }
      }
      """;

  /** Returns the source of an answer with this body. */
  public static String sum(String name, String body) {
    return """
    package %s;

    /** Adds. */
    public final class Sum {

      /** Returns the sum; refuses a first number above a million. */
      public static int of(int a, int b) {
    %s
      }

      private static void refuse(int number) {
        if (number > 1_000_000) {
          throw new IllegalArgumentException(number + " is too large.");
        }
      }

      private Sum() {}
    }
    """
        .formatted(name, body);
  }

  /** Adds a known mistake. */
  public void wrong(String name, String mistake, String body) {
    write("07-sums/exercises/wrong/" + name + "/" + mistake + "/Sum.java", sum(name, body));
  }

  /** Writes a file; the path is relative to the root. */
  public void write(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces a piece of a file that must be there. */
  public void change(String path, String from, String to) {
    String text = read(path);
    if (!text.contains(from)) {
      throw new IllegalArgumentException(path + " has no \"" + from + "\".");
    }
    write(path, text.replace(from, to));
  }

  /** Returns the text of a file. */
  public String read(String path) {
    try {
      return Files.readString(root.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a file. */
  public void delete(String path) {
    try {
      Files.delete(root.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path root() {
    return root;
  }

  public Project project() {
    return new Project(root);
  }

  public Exercise exerciseNamed(String name) {
    return Exercise.read(root.resolve("07-sums"), name);
  }
}

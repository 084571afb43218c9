package example.elasticache.lambdacache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JitterTest {
  private static final Path CLASSES = Path.of("target/classes");

  @Test
  void everyNumberBelowTheBoundComesAndNoOther() {
    Set<Long> numbers = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      numbers.add(Jitter.below(5));
    }

    assertThat(numbers).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);
  }

  /** What such a generator has in memory is in a snapshot, and the same in all its sandboxes. */
  @Test
  void noClassOfTheFunctionUsesAGeneratorThatASnapshotWouldHold() throws IOException {
    List<Path> classes;
    try (Stream<Path> files = Files.walk(CLASSES)) {
      classes = files.filter(file -> file.toString().endsWith(".class")).toList();
    }

    assertThat(classes).contains(CLASSES.resolve("example/elasticache/lambdacache/Jitter.class"));
    assertThat(classes)
        .filteredOn(
            file ->
                Stream.of(
                        "java/util/Random",
                        "java/util/SplittableRandom",
                        "java/util/concurrent/ThreadLocalRandom")
                    .anyMatch(generator -> content(file).contains(generator)))
        .isEmpty();
  }

  private static String content(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

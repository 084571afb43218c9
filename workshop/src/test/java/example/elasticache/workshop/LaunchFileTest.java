package example.elasticache.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchFileTest {
  @TempDir Path root;

  @Test
  void whatIsTheProjectsIsRelativeToIt() throws IOException {
    Path classes = Files.createDirectories(root.resolve("workshop/target/classes"));
    Path jar = Files.createFile(root.resolve("workshop/target/workshop.jar"));
    Path library = root.resolveSibling("my libraries").resolve("one.jar");

    String fromClasses = LaunchFile.text(root, classes + File.pathSeparator + library);
    String fromJar = LaunchFile.text(root, jar + File.pathSeparator + library);

    assertThat(fromClasses)
        .contains(
            "\"workshop/target/classes"
                + File.pathSeparator
                + library.toString().replace('\\', '/')
                + "\"\n");
    // The classes are newer whenever one module alone was compiled.
    assertThat(fromJar).isEqualTo(fromClasses);
  }
}

package example.elasticache.site.serve;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.site.SmallProject;
import example.elasticache.site.source.Project;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
  @TempDir Path folder;

  private SmallProject files;
  private Inputs inputs;

  @BeforeEach
  void look() {
    files = new SmallProject(folder);
    inputs = new Inputs(new Project(folder));
  }

  @Test
  void nothingChangesByItself() {
    assertThat(inputs.changes()).isEmpty();
  }

  @Test
  void changedPageIsNoticedOnce() {
    files.append(SmallProject.INDEX, "More.\n");

    assertThat(inputs.changes()).containsExactly(folder.resolve(SmallProject.INDEX));
    assertThat(inputs.changes()).isEmpty();
  }

  @Test
  void newTranscriptIsNoticed() {
    files.append(SmallProject.TRANSCRIPT, "Stage 3\n");

    assertThat(inputs.changes()).containsExactly(folder.resolve(SmallProject.TRANSCRIPT));
  }

  @Test
  void deletedCodeIsNoticed() {
    files.delete("01-demo/src/main/java/Demo.java");

    assertThat(inputs.changes()).containsExactly(folder.resolve("01-demo/src/main/java/Demo.java"));
  }
}

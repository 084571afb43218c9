package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.aws.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the chapter says about the local ElastiCache, in both languages. */
class PageTest {
  private static final Path DOCS = Path.of("src", "docs");

  private static List<String> leftOut(String page) throws IOException {
    String section = Files.readString(DOCS.resolve(page)).split("\\[#local]")[1];
    return section
        .split("\\[#exercises]")[0]
        .lines()
        .filter(line -> line.startsWith("* "))
        .map(line -> line.substring(2))
        .toList();
  }

  @Test
  void itListsWhatIsNotSimulated() throws IOException {
    assertThat(leftOut("index.adoc")).isEqualTo(ControlPlane.notSimulated());
    assertThat(leftOut("index.ja.adoc")).hasSameSizeAs(ControlPlane.notSimulated());
  }
}

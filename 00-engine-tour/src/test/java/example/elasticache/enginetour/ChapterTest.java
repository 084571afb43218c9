package example.elasticache.enginetour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chapter has each lab, and each cell of its table leads to one. */
class ChapterTest {
  private static final List<String> LABS =
      new Labs(null, null, null).all().stream().map(Labs.Entry::name).toList();

  @ParameterizedTest
  @ValueSource(strings = {"index.adoc", "index.ja.adoc"})
  void eachLabHasItsSectionAndItsTranscript(String edition) throws IOException {
    String chapter = Files.readString(Path.of("src/docs", edition));

    assertThat(LABS)
        .allSatisfy(
            lab ->
                assertThat(chapter)
                    .contains("[#" + lab + "]\n")
                    .contains("transcript::00-engine-tour[part=\"" + lab + ": "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"index.adoc", "index.ja.adoc"})
  void eachCellOfTheTableLeadsToALabAndNoLabIsLeftOut(String edition) throws IOException {
    String chapter = Files.readString(Path.of("src/docs", edition));
    String table = chapter.substring(chapter.indexOf("[#choose]"), chapter.indexOf("[#both]"));
    List<String> rows = List.of(table.split("\n\n(?=\\| )"));

    assertThat(rows.subList(1, rows.size()))
        .hasSizeGreaterThan(15)
        .allSatisfy(
            row ->
                assertThat(row.lines().filter(line -> line.startsWith("| ")).skip(1))
                    .hasSize(2)
                    .allMatch(
                        cell -> LABS.stream().anyMatch(lab -> cell.contains("xref:#" + lab + "[")),
                        "leads to a lab"));
    assertThat(LABS).allMatch(lab -> table.contains("xref:#" + lab + "["));
  }
}

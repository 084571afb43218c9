package example.elasticache.site;

import static example.elasticache.site.SmallProject.CHAPTER;
import static example.elasticache.site.SmallProject.INDEX;
import static example.elasticache.site.SmallProject.SOURCES;
import static example.elasticache.site.SmallProject.TRANSCRIPT;
import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.site.check.Problem;
import example.elasticache.site.convert.Converter;
import example.elasticache.site.publish.Site;
import example.elasticache.site.source.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants each fault that must keep the site from being written. */
class FaultsTest {
  @TempDir static Path folder;

  private static SmallProject files;
  private static Converter converter;
  private static Site site;

  @BeforeAll
  static void warmUp() {
    files = new SmallProject(folder.resolve("project"));
    ThemeOf.thisProject(files);
    var project = new Project(files.root());
    converter = new Converter(project);
    site = new Site(project, converter, folder.resolve("site"), "");
  }

  @AfterAll
  static void stop() {
    converter.close();
  }

  @BeforeEach
  void everythingRight() {
    files.reset();
  }

  @Test
  void rightProjectHasNoProblem() {
    assertThat(problems()).isEmpty();
    assertThat(folder.resolve("site/01-demo/index.html")).exists();
  }

  @Test
  void linkToMissingPage() {
    files.append(INDEX, "See xref:nowhere.adoc[that].\n");

    assertProblem(INDEX, "nowhere.html leads to no page");
  }

  @Test
  void linkToMissingAnchorOfAnotherPage() {
    files.append(INDEX, "See xref:01-demo/index.adoc#nothing[that].\n");

    assertProblem(INDEX, "#nothing leads to nothing");
  }

  @Test
  void linkToMissingAnchorOfTheSamePage() {
    files.append(INDEX, "See xref:#nothing[that].\n");

    assertProblem(INDEX, "#nothing leads to nothing");
  }

  @Test
  void referenceThatAsciidoctorOnlyDoubts() {
    files.append(INDEX, "See <<nothing>>.\n");

    assertProblem(INDEX + ":6", "possible invalid reference: nothing");
  }

  @Test
  void missingTag() {
    files.replace(CHAPTER, "tag=read", "tag=gone");

    assertProblem(CHAPTER, "tag 'gone' not found");
  }

  @Test
  void missingInclude() {
    files.replace(CHAPTER, "Demo.java", "Gone.java");

    assertProblem(CHAPTER, "include file not found");
  }

  @Test
  void missingCallout() {
    files.append(INDEX, "----\nno callout here\n----\n<1> But an explanation.\n");

    assertProblem(INDEX, "no callout found for <1>");
  }

  @Test
  void missingImage() {
    files.append(INDEX, "image::gone.png[A picture of it]\n");

    assertProblem(INDEX, "gone.png is missing");
  }

  @Test
  void imageWithoutAlt() {
    files.write("docs/src/site/the-picture.png", "");
    files.append(INDEX, "image::the-picture.png[]\n");

    assertProblem(INDEX, "the-picture.png has no alt text");
  }

  @Test
  void inlineImageWithoutAlt() {
    files.write("docs/src/site/p.png", "");
    files.append(INDEX, "Here image:p.png[] it is.\n");

    assertProblem(INDEX, "p.png has no alt text");
  }

  @Test
  void diagramWithoutAlt() {
    files.replace(CHAPTER, "[plantuml,alt=\"App asks cache\"]", "[plantuml]");

    assertProblem(CHAPTER, "diagram without alt text");
  }

  @Test
  void diagramThatCannotBeDrawn() {
    files.replace(CHAPTER, "app -> cache : get", "app ->->-> cache ((");

    assertProblem(CHAPTER, "PlantUML does not understand");
  }

  @Test
  void chartWithoutAlt() {
    files.write("benchmarks/results/reads.json", "{}");
    files.append(INDEX, "chart::reads[]\n");

    assertProblem(INDEX, "chart without alt text");
  }

  @Test
  void chartWithoutResult() {
    files.append(INDEX, "chart::reads[alt=\"Times\"]\n");

    assertProblem(INDEX, "no result benchmarks/results/reads.json");
  }

  @Test
  void chartWithResultOfAnotherForm() {
    files.write("benchmarks/results/reads.json", "{\"bars\": []}");
    files.append(INDEX, "chart::reads[alt=\"Times\"]\n");

    assertProblem(INDEX, "reads.json cannot be read");
  }

  @Test
  void idThatIsThereTwice() {
    files.append(INDEX, "[[same]]One.\n\n[#same]\nTwo.\n");

    assertProblem(INDEX, "id same is there twice");
  }

  @Test
  void pageWithoutTitle() {
    files.write("docs/src/site/untitled.adoc", ":description: Of nothing.\n\nText.\n");

    assertProblem("docs/src/site/untitled.adoc", "no title");
  }

  @Test
  void pageWithoutDescription() {
    files.replace(INDEX, ":description: The first page.\n", "");

    assertProblem(INDEX, "no description");
  }

  @Test
  void pageInUnknownPart() {
    files.replace(SOURCES, ":part: reference", ":part: appendix");

    assertProblem(SOURCES, "part appendix is none of");
  }

  @Test
  void factWithoutEntry() {
    files.append(CHAPTER, "A claim.fact:invented[]\n");

    assertProblem(CHAPTER, "fact:invented[] has no entry");
  }

  @Test
  void javaTypedIntoThePage() {
    files.append(CHAPTER, "[source,java]\n----\nint typed;\n----\n");

    assertProblem(CHAPTER + ":27", "Java typed into the page");
  }

  @Test
  void javaTypedBesideAnInclude() {
    files.replace(CHAPTER, "[tag=read,indent=0]\n", "[tag=read,indent=0]\nint typed;\n");

    assertProblem(CHAPTER, "Java typed into the page");
  }

  @Test
  void missingTranscriptNamesTheCommandThatMakesIt() {
    files.delete(TRANSCRIPT);

    assertProblem(CHAPTER, "Run it: mvn -pl 01-demo -am");
  }

  @Test
  void missingPartOfTranscriptNamesTheOnesThereAre() {
    files.replace(CHAPTER, "part=\"Stage 1\"", "part=\"Stage 9\"");

    assertProblem(CHAPTER, "no part \"Stage 9\"; it has \"Stage 1\", \"Stage 2\"");
  }

  @Test
  void numberThatTheRunDoesNotGive() {
    files.write("01-demo/src/docs/numbers.properties", "hits=hits: (\\\\d+)\n");

    assertProblem(CHAPTER, "The number hits of 01-demo");
  }

  @Test
  void attributeThatIsNotSet() {
    files.append(CHAPTER, "And {misses} misses.\n");

    assertProblem(CHAPTER + ":27", "missing attribute: misses");
  }

  @Test
  void missingExercise() {
    files.append(CHAPTER, "exercise::e9[]\n");

    assertProblem(CHAPTER, "no exercise e9");
  }

  @Test
  void warningOfAsciidoctor() {
    files.append(INDEX, "==== Two levels too deep\n");

    assertProblem(INDEX, "section title out of sequence");
  }

  @Test
  void linkThatOnlyTheTranslationHasWrong() {
    files.write(
        "docs/src/site/index.ja.adoc", "= 家\n:description: 最初。\n\nxref:nowhere.adoc[そこ]。\n");

    assertProblem("docs/src/site/index.ja.adoc", "nowhere.html leads to no page");
  }

  @Test
  void nothingIsWrittenWhileThereIsAProblem() throws Exception {
    site.build();
    String before = Files.readString(folder.resolve("site/index.html"));
    files.replace(INDEX, "Read xref", "Please read xref");
    files.append(INDEX, "See xref:nowhere.adoc[that].\n");

    site.build();

    assertThat(folder.resolve("site/index.html")).hasContent(before);
  }

  private static List<Problem> problems() {
    return site.build().problems();
  }

  private static void assertProblem(String where, String what) {
    assertThat(problems())
        .as("problems of the site")
        .anySatisfy(
            problem -> {
              assertThat(problem.where()).startsWith(where);
              assertThat(problem.what()).contains(what);
            });
  }
}

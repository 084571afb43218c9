package example.elasticache.site.publish;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.site.SmallProject;
import example.elasticache.site.ThemeOf;
import example.elasticache.site.convert.Converter;
import example.elasticache.site.source.Checksum;
import example.elasticache.site.source.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page holds when the site is built. */
class SiteTest {
  private static final String JAPANESE =
      """
      = デモ
      :description: 一つの章。
      %s
      ifndef::moduledir[:moduledir: ../..]

      最初の文。
      次の文。xref:sources.adoc#fact-price[出典]。

      [#read]
      == 読む

      transcript::01-demo[]
      """;

  @TempDir static Path folder;

  private static SmallProject files;
  private static Converter converter;
  private static Site site;
  private static Path out;

  @BeforeAll
  static void warmUp() {
    files = new SmallProject(folder.resolve("project"));
    ThemeOf.thisProject(files);
    var project = new Project(files.root());
    converter = new Converter(project);
    out = folder.resolve("project/docs/target/site");
    site = new Site(project, converter, out, "");
  }

  @AfterAll
  static void stop() {
    converter.close();
  }

  @BeforeEach
  void everythingRight() {
    files.reset();
    files.delete("docs/target");
  }

  @Test
  void codeComesFromTheTaggedRegionUnderTheNameOfItsFile() {
    Document page = build("01-demo/index.html");

    Element listing = page.expectFirst(".listingblock");
    assertThat(listing.expectFirst(".title").text()).isEqualTo("Demo.java");
    assertThat(listing.expectFirst("pre").wholeText())
        .isEqualTo("String read() {\n  return \"copy\";\n}");
  }

  @Test
  void transcriptShowsThePartThatWasAskedFor() {
    Document page = build("01-demo/index.html");

    assertThat(page.expectFirst(".transcript pre").wholeText())
        .isEqualTo("Stage 1\n  read   cache\n  hits 3");
    assertThat(page.expectFirst(".transcript figcaption").text()).isEqualTo("mvn -pl 01-demo -am");
  }

  @Test
  void numberInProseComesFromTheRun() {
    assertThat(build("01-demo/index.html").text()).contains("It ended with 3 hits.");

    files.write(SmallProject.TRANSCRIPT, "Stage 1\n  hits 42\n");

    assertThat(build("01-demo/index.html").text()).contains("It ended with 42 hits.");
  }

  @Test
  void factLeadsToItsEntryAndShowsWhetherItIsSecondHand() {
    Document page = build("01-demo/index.html");

    Element first = page.select("sup.fact").get(0);
    Element second = page.select("sup.fact").get(1);
    assertThat(first.expectFirst("a").attr("href")).isEqualTo("../sources.html#fact-engines");
    assertThat(first.text()).isEqualTo("1");
    assertThat(second.text()).isEqualTo("2†");
    assertThat(second.expectFirst("a").attr("aria-label")).contains("second-hand");
  }

  @Test
  void linkWithoutWordsTakesTheTitleOfThePage() {
    Document page = build("01-demo/index.html");

    assertThat(page.select(".text a[href=../index.html]").text()).isEqualTo("Home");
  }

  @Test
  void pagesKnowTheirNeighbours() {
    Document page = build("01-demo/index.html");

    assertThat(page.expectFirst("a.prev").attr("href")).isEqualTo("../index.html");
    assertThat(page.expectFirst("a.next").attr("href")).isEqualTo("../sources.html");
    assertThat(page.select(".chapters [aria-current=page]").text()).isEqualTo("01 Demo");
  }

  @Test
  void editLinkOpensTheSourceOnThisMachine() {
    Document page = build("01-demo/index.html");

    Path source =
        out.resolve("01-demo").resolve(page.select(".colophon a").attr("href")).normalize();
    assertThat(source).isEqualTo(files.root().resolve(SmallProject.CHAPTER));
  }

  @Test
  void editLinkLeadsToTheWebWhereItIsSet() {
    var web = new Site(new Project(files.root()), converter, out, "https://code.example/edit/");

    web.build();

    assertThat(read("01-demo/index.html").select(".colophon a").attr("href"))
        .isEqualTo("https://code.example/edit/" + SmallProject.CHAPTER);
  }

  @Test
  void pageAsksForNothingOutsideOfTheSite() {
    for (String name : new String[] {"index.html", "01-demo/index.html", "all.html"}) {
      Document page = build(name);

      assertThat(page.select("[src^=http], link[href^=http], script[src^=//]")).isEmpty();
    }
    assertThat(text("assets/site.css") + text("assets/fonts.css")).doesNotContain("url(http");
  }

  @Test
  void translationStandsBesideItsOriginal() {
    files.write("docs/src/site/index.ja.adoc", "= 家\n:description: 最初。\n\n文。\n");
    files.write("01-demo/src/docs/index.ja.adoc", JAPANESE.formatted(""));

    Document page = build("ja/01-demo/index.html");

    assertThat(page.expectFirst("html").attr("lang")).isEqualTo("ja");
    assertThat(page.expectFirst(".language").attr("href")).isEqualTo("../../01-demo/index.html");
    assertThat(read("01-demo/index.html").expectFirst(".language").attr("href"))
        .isEqualTo("../ja/01-demo/index.html");
    assertThat(page.expectFirst(".transcript pre").wholeText()).contains("Stage 2");
  }

  @Test
  void linkToUntranslatedPageLeadsToTheOriginal() {
    files.write("docs/src/site/index.ja.adoc", "= 家\n:description: 最初。\n\n文。\n");
    files.write("01-demo/src/docs/index.ja.adoc", JAPANESE.formatted(""));

    Document page = build("ja/01-demo/index.html");

    Element link = page.select(".text a[hreflang=en]").get(0);
    assertThat(link.attr("href")).isEqualTo("../../sources.html#fact-price");
    assertThat(page.select(".chapters a[lang=en]").text()).isEqualTo("Sources");
  }

  @Test
  void linkToTranslatedPageStaysInTheLanguageAndFactsKeepTheirNumbers() {
    files.write("docs/src/site/index.ja.adoc", "= 家\n:description: 最初。\n\n文。\n");
    files.write(
        "docs/src/site/sources.ja.adoc",
        "= 出典\n:description: どこから。\n\n* [[fact-price]]料金です。\n* [[fact-engines]]三つです。\n");
    files.write("01-demo/src/docs/index.ja.adoc", JAPANESE.formatted("") + "\n有料です。fact:price[]\n");

    Document page = build("ja/01-demo/index.html");

    Element link = page.expectFirst("sup.fact a");
    assertThat(link.attr("href")).isEqualTo("../sources.html#fact-price");
    Element entry = read("ja/sources.html").expectFirst(".fact-entry:has(#fact-price)");
    assertThat(link.text()).startsWith(entry.attr("data-number")).isEqualTo("2†");
  }

  @Test
  void languageLinkOfUntranslatedPageLeadsToTheFirstPage() {
    files.write("docs/src/site/index.ja.adoc", "= 家\n:description: 最初。\n\n文。\n");

    Document page = build("01-demo/index.html");

    assertThat(page.expectFirst(".language").attr("href")).isEqualTo("../ja/index.html");
  }

  @Test
  void reportNamesMissingAndOlderTranslations() {
    files.write("docs/src/site/index.ja.adoc", "= 家\n:description: 最初。\n\n文。\n");
    files.write("01-demo/src/docs/index.ja.adoc", JAPANESE.formatted(":translates: 000000000000"));
    String checksum = Checksum.of(files.root().resolve(SmallProject.CHAPTER));

    assertThat(site.build().translations())
        .anyMatch(line -> line.startsWith("ja sources: missing."))
        .anyMatch(line -> line.startsWith("ja 01-demo: older") && line.contains(checksum));
  }

  @Test
  void translationOfTheSameTextIsNotReported() {
    files.write("docs/src/site/index.ja.adoc", "= 家\n:description: 最初。\n\n文。\n");
    String checksum = Checksum.of(files.root().resolve(SmallProject.CHAPTER));
    files.write("01-demo/src/docs/index.ja.adoc", JAPANESE.formatted(":translates: " + checksum));

    assertThat(site.build().translations()).noneMatch(line -> line.contains("01-demo"));
  }

  @Test
  void wholeSiteOnOnePageHasEachIdOnceAndLinksThatStayOnIt() {
    Document all = build("all.html");

    assertThat(all.select(".text [id]").eachAttr("id")).doesNotHaveDuplicates();
    for (Element link : all.select(".text a[href^=#]")) {
      assertThat(all.getElementById(link.attr("href").substring(1)))
          .as(link.outerHtml())
          .isNotNull();
    }
    assertThat(all.select(".text a[href$=.html], .text a[href*=.html#]")).isEmpty();
  }

  @Test
  void searchIndexHasAnEntryForEachSection() {
    build("index.html");

    assertThat(text("search-index.js"))
        .startsWith("window.gallerySearch = [")
        .contains("\"section\":\"Read\",\"url\":\"01-demo/index.html#read\"")
        .contains("return \\\"copy\\\"")
        .doesNotContain("svg");
  }

  @Test
  void exerciseShowsTaskTodoHintsAndSolution() {
    files.write(
        "01-demo/exercises/e1.properties", "title=Mend it\nminutes=15\nhint.1=A\nhint.2=B\n");
    files.write("01-demo/exercises/e1.adoc", "Make the _test_ pass.\n");
    files.write("01-demo/exercises/starter/e1/Demo.java", STARTER);
    files.write("01-demo/exercises/solution/e1/Demo.java", "class Demo { /* solved */ }\n");
    files.append(SmallProject.CHAPTER, "exercise::e1[]\n");

    Element exercise = build("01-demo/index.html").expectFirst("#exercise-e1");

    assertThat(exercise.select("em").text()).isEqualTo("test");
    assertThat(exercise.text()).contains("./learn start 01 e1");
    assertThat(exercise.select("pre").eachText())
        .anyMatch(code -> code.contains("TODO") && !code.contains("untouched"));
    assertThat(exercise.select("details.hint details.hint").text()).contains("B");
    assertThat(exercise.select("details.solution pre").text()).contains("solved");
    assertThat(exercise.select(".progress").attr("data-exercise")).isEqualTo("01-demo/e1");
  }

  private static final String STARTER =
      """
      class Demo {
        void untouched() {
          read();
        }

        /** Returns the copy. */
        @Deprecated
        String read() {
          // TODO: ask the cache first

          return null;
        }
      }
      """;

  @Test
  void exercisesPageListsThemAll() {
    files.write("01-demo/exercises/e1.properties", "title=Mend it\nminutes=15\nneeds=Docker\n");
    files.append(SmallProject.CHAPTER, "exercise::e1[]\n");
    files.write(
        "docs/src/site/exercises.adoc",
        "= Exercises\n:description: All.\n:part: workshop\n\nexercises::[]\n");

    Document page = build("exercises.html");

    assertThat(page.select("tbody a").attr("href")).isEqualTo("01-demo/index.html#exercise-e1");
    assertThat(page.select("tbody tr").text()).isEqualTo("01 e1 Mend it 15 Docker");
  }

  @Test
  void progressOfTheLearnerIsHandedToThePages() {
    files.write(
        "work/progress.properties",
        "01-demo/e1=solved 2026-11-25T09\\:00\\:00Z\n01-demo/e1.hints=2\n");

    build("index.html");

    assertThat(text("progress.js"))
        .isEqualTo("window.galleryProgress = {\"01-demo/e1\":\"solved\"};\n");
  }

  @Test
  void imageIsCopiedBesideThePage() throws IOException {
    files.write("01-demo/src/docs/plan.png", "not really a picture");
    files.append(SmallProject.CHAPTER, "image::plan.png[The plan of it]\n");

    build("01-demo/index.html");

    assertThat(Files.readString(out.resolve("01-demo/plan.png"))).startsWith("not really");
  }

  @Test
  void pageWithoutSourceIsTakenOffTheSite() {
    files.write("docs/src/site/old.adoc", "= Old\n:description: Old.\n\nText.\n");
    build("old.html");
    files.delete("docs/src/site/old.adoc");

    build("index.html");

    assertThat(out.resolve("old.html")).doesNotExist();
  }

  @Test
  void rebuildTakesUpWhatHasChanged() {
    build("index.html");
    files.append(SmallProject.INDEX, "One more sentence.\n");
    Path source = files.root().resolve(SmallProject.INDEX);

    site.rebuild(Set.of(source));

    assertThat(read("index.html").text()).contains("One more sentence.");
    assertThat(read("01-demo/index.html").select("sup.fact a")).hasSize(2);
  }

  private static Document build(String page) {
    assertThat(site.build().problems()).isEmpty();
    return read(page);
  }

  private static Document read(String page) {
    return Jsoup.parse(text(page));
  }

  private static String text(String name) {
    try {
      return Files.readString(out.resolve(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

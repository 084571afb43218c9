package example.elasticache.site.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Search in both languages, on pages opened from the disk. */
class SearchIT {
  private static Chromium chromium;

  @BeforeAll
  static void open() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "CROSSSLOT, errors.html#crossslot",
    "moved, errors.html#moved",
    "NOAUTH, errors.html#noauth",
    "hash tag, glossary.html#hash-tag",
    "sorted set, 00-engine-tour/index.html",
    "ketama, 00-engine-tour/index.html#scale-out",
    "WATCH, 00-engine-tour/index.html#last-item",
    "stampede, 01-rds-cache-aside/index.html",
    "negative caching, glossary.html#negative-caching",
    "what does it cost, 01-rds-cache-aside/index.html#cost",
    "serverless ports, sources.html",
    "CacheAsideTest, 01-rds-cache-aside/index.html",
    "memcachd, 05-cluster-setup/index.html#memcached"
  })
  void englishQueryFindsItsSection(String query, String expected) {
    assertThat(results("index.html", query)).anyMatch(url -> url.startsWith(expected));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "キャッシュアサイド, 01-rds-cache-aside/index.html",
    "有効期限, 01-rds-cache-aside/index.html",
    "写し, 01-rds-cache-aside/index.html",
    "データベース, 01-rds-cache-aside/index.html",
    "サーバーレス, introduction.html",
    "ｷｬｯｼｭ, glossary.html#cache-aside",
    "ミス, glossary.html#miss",
    "ElastiCache とは, introduction.html",
    "費用, 01-rds-cache-aside/index.html",
    "ＣＲＯＳＳＳＬＯＴ, errors.html#crossslot",
    "タイムアウト, errors.html",
    "メモリ不足, sources.html#serverless",
    "ホワイトボード, facilitator.html"
  })
  void japaneseQueryFindsItsSection(String query, String expected) {
    assertThat(results("ja/index.html", query)).anyMatch(url -> url.startsWith(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"expiry", "TTL", "failover"})
  void firstResultsComeFromSeveralPages(String query) {
    assertThat(
            results("index.html", query).stream()
                .map(url -> url.replaceFirst("#.*", ""))
                .distinct())
        .hasSizeGreaterThan(2);
  }

  @Test
  void wholeSearchWorksByKeyboard() {
    try (Page page = chromium.page(1400, ColorScheme.LIGHT)) {
      page.navigate(BuiltSite.file("01-rds-cache-aside/index.html"));
      page.keyboard().press("/");
      page.keyboard().type("CROSSSLOT");
      page.waitForSelector("#search-results li[aria-selected=true]");
      page.keyboard().press("ArrowDown");
      assertThat(page.getAttribute(".search input", "aria-activedescendant")).isEqualTo("result-1");
      page.keyboard().press("ArrowUp");
      page.keyboard().press("Enter");
      page.waitForURL("**/errors.html#crossslot");

      assertThat(page.isVisible("dialog.search")).isFalse();
    }
  }

  @Test
  void resultShowsPageAndSectionAndTheWordsWhereTheyStand() {
    try (Page page = search("index.html", "slots one node")) {
      assertThat(page.textContent("#search-results li b")).contains(" › ");
      assertThat(page.textContent("#search-results li p mark").toLowerCase(Locale.ROOT))
          .isIn("slots", "one", "node");
    }
  }

  @Test
  void saysSoWhenThereIsNothing() {
    try (Page page = chromium.page(1400, ColorScheme.LIGHT)) {
      page.navigate(BuiltSite.file("index.html"));
      page.keyboard().press("/");
      page.keyboard().type("xyzzyplugh");

      page.waitForSelector(".state:has-text('Nothing found')");
    }
  }

  @Test
  void slashInAFieldIsALetter() {
    try (Page page = search("index.html", "GET/SET")) {
      assertThat(page.inputValue(".search input")).isEqualTo("GET/SET");
    }
  }

  /** Returns where the first results lead. */
  private static List<String> results(String start, String query) {
    try (Page page = search(start, query)) {
      return page.locator("#search-results li").all().stream()
          .limit(5)
          .map(result -> result.getAttribute("data-url"))
          .toList();
    }
  }

  private static Page search(String start, String query) {
    Page page = chromium.page(1400, ColorScheme.LIGHT);
    page.navigate(BuiltSite.file(start));
    page.click(".search-open");
    page.keyboard().insertText(query);
    page.waitForSelector("#search-results li");
    return page;
  }
}

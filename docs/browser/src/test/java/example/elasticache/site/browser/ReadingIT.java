package example.elasticache.site.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import example.elasticache.site.serve.FileServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a reader does with a page: copy, switch, come back, find the way. */
class ReadingIT {
  private static final String CHAPTER = "01-rds-cache-aside/index.html";

  private static Chromium chromium;
  private static FileServer server;

  @BeforeAll
  static void open() throws IOException {
    chromium = Chromium.start();
    server = new FileServer(BuiltSite.folder(), 0, UnaryOperator.identity());
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      server.close();
      chromium.close();
    }
  }

  @Test
  void copyTakesTheCodeAlone() {
    try (BrowserContext context = chromium.context(1400, ColorScheme.LIGHT)) {
      Page page = reader(context);
      Locator listing =
          page.locator(".listingblock:has(> .title:text-is('CacheAside.java'))").first();
      listing.locator(".copy").click();

      String code = listing.locator("pre").textContent();
      assertThat(clipboard(page)).isEqualToIgnoringWhitespace(code).doesNotContain("Copy");
    }
  }

  @Test
  void copyOfAConsoleTakesCommandsWithoutPromptsAndOutput() {
    try (BrowserContext context = chromium.context(1400, ColorScheme.LIGHT)) {
      Page page = reader(context);
      Locator listing = page.locator(".listingblock:has-text('create-serverless-cache')").first();
      listing.scrollIntoViewIfNeeded();
      listing.hover();
      listing.locator(".copy").click();

      assertThat(clipboard(page).lines())
          .hasSizeGreaterThan(2)
          .first()
          .asString()
          .startsWith("aws elasticache create-");
      assertThat(clipboard(page)).doesNotContain("$ ");
    }
  }

  @Test
  void copyWorksOnAPageFromTheDisk() {
    try (BrowserContext context = chromium.context(1400, ColorScheme.LIGHT)) {
      Page page = context.newPage();
      page.navigate(BuiltSite.file("index.html"));
      page.hover(".start .listingblock");
      page.click(".start .copy");

      page.waitForSelector(".start .copy.done");
    }
  }

  @Test
  void tabsAreChosenTogetherAndRememberedOnTheNextVisit() {
    try (BrowserContext context = chromium.context(1400, ColorScheme.LIGHT)) {
      Page page = context.newPage();
      page.navigate(BuiltSite.file(CHAPTER));
      Locator groups = page.locator(".tabs:has(button:text-is('Memcached'))");
      groups.first().locator("button:text-is('Memcached')").click();
      page.reload();

      assertThat(groups.first().locator("[aria-selected=true]").textContent())
          .isEqualTo("Memcached");
      assertThat(groups.first().locator(":scope > .panel:visible").count()).isEqualTo(1);
    }
  }

  @Test
  void tabsWorkByKeyboard() {
    try (Page page = chromium.page(1400, ColorScheme.LIGHT)) {
      page.navigate(BuiltSite.file(CHAPTER));
      Locator tabs = page.locator(".tabs").first().locator("[role=tab]");
      tabs.first().focus();
      page.keyboard().press("ArrowRight");

      assertThat(tabs.nth(1).getAttribute("aria-selected")).isEqualTo("true");
      assertThat(tabs.first().getAttribute("tabindex")).isEqualTo("-1");
    }
  }

  @Test
  void chosenThemeIsRememberedOnTheNextPageFromTheDisk() {
    try (BrowserContext context = chromium.context(1400, ColorScheme.LIGHT)) {
      Page page = context.newPage();
      page.navigate(BuiltSite.file("index.html"));
      String light = background(page);
      page.click(".theme");
      String dark = background(page);
      page.navigate(BuiltSite.file(CHAPTER));

      assertThat(dark).isNotEqualTo(light);
      assertThat(background(page)).isEqualTo(dark);
    }
  }

  @Test
  void themeFollowsTheSystemUntilOneIsChosen() {
    try (Page light = chromium.page(1400, ColorScheme.LIGHT);
        Page dark = chromium.page(1400, ColorScheme.DARK)) {
      light.navigate(BuiltSite.file("index.html"));
      dark.navigate(BuiltSite.file("index.html"));

      assertThat(background(light)).isNotEqualTo(background(dark));
    }
  }

  @Test
  void pageFromTheDiskAsksNobodyAndShowsItsFont() {
    List<String> asked = new ArrayList<>();
    try (Page page = chromium.page(1400, ColorScheme.LIGHT)) {
      page.onRequest(request -> asked.add(request.url()));
      page.navigate(BuiltSite.file("index.html"));
      page.keyboard().press("/");
      page.keyboard().type("cache");
      page.waitForSelector("#search-results li");

      assertThat(asked).allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
      assertThat(page.evaluate("() => document.fonts.check('600 20px \"Source Serif 4\"')"))
          .isEqualTo(true);
    }
  }

  @Test
  void listOfSectionsShowsWhereTheReaderIs() {
    try (Page page = chromium.page(1400, ColorScheme.LIGHT)) {
      page.navigate(BuiltSite.file(CHAPTER));
      page.evaluate("() => document.getElementById('cost').scrollIntoView()");

      page.waitForSelector(".toc a[href='#cost'][aria-current]");
    }
  }

  @Test
  void menuOnAPhoneOpensAndEscapeClosesIt() {
    try (Page page = chromium.page(390, ColorScheme.LIGHT)) {
      page.navigate(BuiltSite.file(CHAPTER));
      assertThat(page.isVisible("nav.chapters")).isFalse();
      page.click(".menu");
      assertThat(page.isVisible("nav.chapters")).isTrue();
      page.keyboard().press("Escape");

      assertThat(page.isVisible("nav.chapters")).isFalse();
      assertThat(page.evaluate("() => document.activeElement.className")).isEqualTo("menu");
    }
  }

  @Test
  void otherLanguageOpensAtTheSameSection() {
    try (Page page = chromium.page(1400, ColorScheme.LIGHT)) {
      page.navigate(BuiltSite.file(CHAPTER + "#cost"));
      page.click(".language");

      page.waitForURL("**/ja/" + CHAPTER + "#cost");
      assertThat(page.locator("#cost").count()).isEqualTo(1);
    }
  }

  @Test
  void keyboardReachesTheTextFirst() {
    try (Page page = chromium.page(1400, ColorScheme.LIGHT)) {
      page.navigate(BuiltSite.file(CHAPTER));
      page.keyboard().press("Tab");
      assertThat(page.evaluate("() => document.activeElement.className")).isEqualTo("skip");
      page.keyboard().press("Enter");

      assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("content");
    }
  }

  @Test
  void pageReadsWellWithoutScripts() {
    try (BrowserContext context = chromium.withoutScripts(390)) {
      Page page = context.newPage();
      page.navigate(BuiltSite.file(CHAPTER));

      assertThat(page.locator(".tabs dt").first().isVisible()).isTrue();
      assertThat(page.locator(".tabs dd").nth(1).isVisible()).isTrue();
      page.click(".menu");
      assertThat(page.isVisible("nav.chapters")).isTrue();
    }
  }

  private static Page reader(BrowserContext context) {
    context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    Page page = context.newPage();
    page.navigate(server.address() + CHAPTER);
    return page;
  }

  private static String clipboard(Page page) {
    page.waitForSelector(".copy.done");
    return (String) page.evaluate("() => navigator.clipboard.readText()");
  }

  private static String background(Page page) {
    return (String)
        page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor");
  }
}

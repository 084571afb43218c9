package example.elasticache.site.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Chromium of this machine. */
final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome.exe");
  private static final String MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
  private static final String NONE =
      "No Chromium on the PATH, so the site was not looked at. Install Chromium, or set GALLERY_CHROMIUM to its program.";
  private static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it, or skips the test where there is none. */
  static Chromium start() {
    Optional<Path> program = program();
    if (program.isEmpty()) {
      // A skipped test keeps its reason in the report, where nobody looks.
      System.err.println(NONE);
      Assumptions.abort(NONE);
    }
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program.get())
                    .setChromiumSandbox(false)
                    .setArgs(QUIET));
    return new Chromium(playwright, browser);
  }

  /** Returns a fresh page of that width; nothing is remembered from another. */
  Page page(int width, ColorScheme scheme) {
    // Not context(...).newPage(): only a page made so takes its context along when it closes.
    Page page =
        browser.newPage(
            new Browser.NewPageOptions().setViewportSize(width, 900).setColorScheme(scheme));
    page.setDefaultTimeout(20_000);
    return page;
  }

  /** Returns a context: its pages remember together. */
  BrowserContext context(int width, ColorScheme scheme) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
    context.setDefaultTimeout(20_000);
    return context;
  }

  /** Returns a context in which no script runs. */
  BrowserContext withoutScripts(int width) {
    return browser.newContext(
        new Browser.NewContextOptions().setViewportSize(width, 900).setJavaScriptEnabled(false));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  private static Optional<Path> program() {
    String named = System.getenv("GALLERY_CHROMIUM");
    Stream<Path> fixed = Stream.of(named == null ? MAC : named).map(Path::of);
    Stream<Path> onPath =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(folder -> !folder.isBlank())
            .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
    return Stream.concat(fixed, onPath).filter(Files::isExecutable).findFirst();
  }
}

package example.elasticache.site.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;

/** Takes pictures of the site, to look at it as a person does: run it from an IDE. */
final class Screenshots {

  public static void main(String[] args) {
    Path site = Path.of(args[0]).toAbsolutePath();
    Path to = Path.of(args[1]);
    try (var chromium = Chromium.start()) {
      for (int width : new int[] {1400, 390}) {
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
          Page page = chromium.page(width, scheme);
          String look = "-" + width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT);
          for (String name : args[2].split(",")) {
            page.navigate(site.toUri() + "/" + name);
            boolean whole = args.length > 3;
            page.screenshot(
                new Page.ScreenshotOptions()
                    .setFullPage(whole)
                    .setPath(to.resolve(name.replaceAll("\\W+", "-") + look + ".png")));
          }
          page.navigate(site.resolve("index.html").toUri().toString());
          page.keyboard().press("/");
          page.keyboard().type("hang tls");
          page.waitForSelector("#search-results li");
          page.screenshot(
              new Page.ScreenshotOptions().setPath(to.resolve("search" + look + ".png")));
        }
      }
    }
  }

  private Screenshots() {}
}

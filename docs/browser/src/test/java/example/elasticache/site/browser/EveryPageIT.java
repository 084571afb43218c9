package example.elasticache.site.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import example.elasticache.site.serve.FileServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every page: no barrier, no sideways scroll, no request to anybody else. */
class EveryPageIT {
  private static final String AXE =
      """
      async (rules) => {
        const { violations } = await axe.run({ resultTypes: ["violations"], rules });
        return violations.flatMap(({ id, help, nodes }) =>
          nodes.map(({ target }) => `${id}: ${help}: ${target}`));
      }""";
  private static final String SIDEWAYS =
      "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

  private static Chromium chromium;
  private static FileServer server;
  private static String axe;

  @BeforeAll
  static void open() throws IOException {
    chromium = Chromium.start();
    server = new FileServer(BuiltSite.folder(), 0, UnaryOperator.identity());
    try (InputStream script = EveryPageIT.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      server.close();
      chromium.close();
    }
  }

  static Stream<Arguments> looks() {
    return BuiltSite.pages().stream()
        .flatMap(
            page ->
                Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                    .flatMap(
                        scheme ->
                            Stream.of(1400, 390).map(width -> Arguments.of(page, scheme, width))));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("looks")
  void pageHasNoBarrierAndFitsTheScreenAndAsksNobodyElse(
      String name, ColorScheme scheme, int width) {
    List<String> others = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    try (Page page = chromium.page(width, scheme)) {
      page.onRequest(
          request -> {
            if (!request.url().startsWith(server.address().toString())
                && !request.url().startsWith("data:")) {
              others.add(request.url());
            }
          });
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error") && !message.text().contains("favicon.ico")) {
              errors.add(message.text());
            }
          });
      page.onPageError(errors::add);
      page.navigate(server.address() + name);

      page.evaluate(axe);
      assertThat((List<?>) page.evaluate(AXE, rules(name))).as("what axe finds").isEmpty();
      assertThat(page.evaluate(SIDEWAYS)).as("pixels to scroll sideways").isEqualTo(0);
    }
    assertThat(others).as("requests to others").isEmpty();
    assertThat(errors).as("errors on the console").isEmpty();
  }

  /**
   * The page of all pages repeats their text: its colours, half of the time, were looked at there.
   */
  private static Map<String, ?> rules(String name) {
    return name.endsWith("all.html")
        ? Map.of("color-contrast", Map.of("enabled", false))
        : Map.of();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("schemes")
  void openSearchHasNoBarrier(ColorScheme scheme) {
    try (Page page = chromium.page(1400, scheme)) {
      page.navigate(server.address() + "index.html");
      page.keyboard().press("/");
      page.keyboard().type("cache");
      page.waitForSelector("#search-results li");

      page.evaluate(axe);

      assertThat((List<?>) page.evaluate(AXE, Map.of())).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("schemes")
  void openMenuOnAPhoneHasNoBarrier(ColorScheme scheme) {
    try (Page page = chromium.page(390, scheme)) {
      page.navigate(server.address() + "index.html");
      page.click(".menu");

      page.evaluate(axe);

      assertThat((List<?>) page.evaluate(AXE, Map.of())).isEmpty();
      assertThat(page.evaluate(SIDEWAYS)).isEqualTo(0);
    }
  }

  static Stream<ColorScheme> schemes() {
    return Stream.of(ColorScheme.LIGHT, ColorScheme.DARK);
  }
}

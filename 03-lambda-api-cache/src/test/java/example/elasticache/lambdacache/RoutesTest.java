package example.elasticache.lambdacache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import example.elasticache.lambdacache.gateway.GatewayRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
  private static final Caller ADA = new Caller("acme", "ada");

  private static GatewayRequest request(String path, Map<String, List<String>> query) {
    return new GatewayRequest("GET", path, query, Optional.of(ADA));
  }

  private static ApiCall match(String path, Map<String, List<String>> query) {
    return Routes.SHOP.match(request(path, query));
  }

  private static int refused(GatewayRequest request) {
    var refused = catchThrowableOfType(RefusedException.class, () -> Routes.SHOP.match(request));
    return refused == null ? 0 : refused.toAnswer().status();
  }

  @Test
  void oneQuestionIsOneCallHoweverItIsWritten() {
    ApiCall expected = match("/products/7", Map.of());
    Map<String, List<String>> ordered = new LinkedHashMap<>();
    ordered.put("lang", List.of("en"));
    ordered.put("currency", List.of("EUR"));

    assertThat(expected.key()).isEqualTo("products:7:currency=EUR&lang=en");
    assertThat(expected.toUpstream().pathAndQuery()).isEqualTo("/products/7?currency=EUR&lang=en");
    assertThat(match("/products/7", Map.of("currency", List.of("EUR")))).isEqualTo(expected);
    assertThat(match("/products/7", ordered)).isEqualTo(expected);
    assertThat(match("/products/7", Map.of("utm_source", List.of("mail", "web"))))
        .isEqualTo(expected);
  }

  @Test
  void whatChangesTheAnswerChangesTheKey() {
    Set<String> keys = new HashSet<>();
    keys.add(match("/products/7", Map.of()).key());
    keys.add(match("/products/8", Map.of()).key());
    keys.add(match("/products/7", Map.of("currency", List.of("USD"))).key());
    keys.add(match("/products/7", Map.of("lang", List.of("ja"))).key());
    keys.add(match("/prices/7", Map.of()).key());
    keys.add(
        Routes.SHOP
            .match(
                new GatewayRequest(
                    "GET", "/prices/7", Map.of(), Optional.of(new Caller("acme", "grace"))))
            .key());

    assertThat(keys).hasSize(6);
  }

  @Test
  void everybodysAnswerHasNoCallerInKeyOrRequest() {
    ApiCall call = match("/products/7", Map.of());

    assertThat(call.caller()).isEmpty();
    assertThat(call.toUpstream().caller()).isEmpty();
  }

  @Test
  void aCallersOwnAnswerIsForKnownCallersOnlyAndTheKeyShowsNoName() {
    ApiCall call = match("/prices/7", Map.of());

    assertThat(call.toUpstream().caller()).contains(ADA);
    assertThat(call.key()).doesNotContain("ada", "acme").matches("[ -~]+");
    assertThat(refused(new GatewayRequest("GET", "/prices/7", Map.of(), Optional.empty())))
        .isEqualTo(401);
  }

  /** Cut the same text in two at each place: the pairs that a joined key confuses. */
  @Test
  void noTwoCallersShareAKey() {
    var random = new Random(7);
    String alphabet = ":/,0123|\u0000éa";
    for (int round = 0; round < 2_000; round++) {
      var text = new StringBuilder();
      for (int i = 0; i < 8; i++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      Set<String> keys = new HashSet<>();
      for (int cut = 1; cut < text.length(); cut++) {
        var caller = new Caller(text.substring(0, cut), text.substring(cut));
        keys.add(
            Routes.SHOP
                .match(new GatewayRequest("GET", "/prices/7", Map.of(), Optional.of(caller)))
                .key());
      }
      assertThat(keys).hasSize(text.length() - 1);
    }
  }

  @Test
  void aNameThatIsNoTextNamesNobody() {
    assertThatThrownBy(() -> new Caller("acme", "\ud800"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Paths that mean one thing to a cache and another to whoever is behind it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "//",
        "/products",
        "/products/",
        "/products//7",
        "//products/7",
        "/products/7/",
        "/products/7/x.css",
        "/products/7.css",
        "/products/7;v=1",
        "/products/7;.css",
        "/products/7%2f8",
        "/products/7%00",
        "/products/%37",
        "/products/7#a",
        "/products/7?currency=EUR",
        "/products/../prices/7",
        "/products/..",
        "/products/.",
        "/products/./7",
        "/products/7/..",
        "/products/..%2fadmin",
        "/products\\7",
        "/products/7\r\nHost: evil.example",
        "/products/7\n",
        "/products/7 ",
        " /products/7",
        "/products/7\t",
        "/Products/7",
        "/PRODUCTS/7",
        "/products/A7",
        "/products/é",
        "/products/e\u0301",
        "/products/７",
        "/products/-7",
        "/admin/7",
        "/prod/products/7",
        "/products/@evil.example",
        "/products/evil.example:80",
        "//evil.example/products/7",
        "http://169.254.169.254/latest/meta-data",
        "https://evil.example/products/7",
        "/http://evil.example",
        "/[::1]/7",
        "/products/[::1]",
        "@evil.example/7",
        "/products/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void everyOtherPathIsRefused(String path) {
    assertThat(refused(request(path, Map.of()))).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "HEAD", "OPTIONS", "get", "", "GET "})
  void onlyGetIsAnswered(String method) {
    assertThat(refused(new GatewayRequest(method, "/products/7", Map.of(), Optional.of(ADA))))
        .isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "eur", "EUR,USD", "EUR ", "EUR&x=1", "XXX", "EUR\u0000", "ＥＵＲ", "*", "EUREUR"})
  void otherValuesOfAKnownParameterAreRefused(String value) {
    assertThat(refused(request("/products/7", Map.of("currency", List.of(value))))).isEqualTo(400);
  }

  @Test
  void aParameterThatIsSentTwiceIsRefused() {
    assertThat(refused(request("/products/7", Map.of("lang", List.of("en", "de"))))).isEqualTo(400);
    assertThat(refused(request("/products/7", Map.of("lang", List.of("en", "en"))))).isEqualTo(400);
    assertThat(refused(request("/products/7", Map.of("lang", List.of())))).isEqualTo(400);
  }

  @Test
  void aHundredThousandQueriesForOneProductMakeNineKeys() {
    var random = new Random(7);
    String[] names = {
      "currency", "lang", "Currency", "LANG", "utm", "_", "currency[]", "x", "lang "
    };
    String[] values = {"EUR", "USD", "JPY", "en", "de", "ja", "eur", "", "1", "a b", "EUR,USD"};
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      Map<String, List<String>> query = new HashMap<>();
      for (int j = random.nextInt(5); j > 0; j--) {
        query.put(
            names[random.nextInt(names.length)] + (random.nextInt(4) == 0 ? random.nextInt() : ""),
            List.of(values[random.nextInt(values.length)]));
      }
      try {
        keys.add(match("/products/7", query).key());
      } catch (RefusedException e) {
        assertThat(e.toAnswer().status()).isEqualTo(400);
      }
    }

    // Three currencies, three languages.
    assertThat(keys).hasSize(9);
  }

  /** The refusal of a value is the only text that is made of more than a constant. */
  @Test
  void aRefusalRepeatsNothingOfTheRequest() {
    var refused =
        catchThrowableOfType(
            RefusedException.class,
            () -> match("/products/7", Map.of("currency", List.of("<script>canary"))));

    assertThat(refused.toAnswer().body().toString()).doesNotContain("canary");
  }

  @Test
  void namesThatWouldNeedEscapingAreNoNames() {
    assertThatThrownBy(() -> Route.forEverybody("a/b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Parameter.of("a=b", "c")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Parameter.of("a", "b", "c&d"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Parameter("a", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

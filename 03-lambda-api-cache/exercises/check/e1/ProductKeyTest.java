package e1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class ProductKeyTest {

  private static Map<String, List<String>> query(String... pairs) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      query.put(pairs[i], List.of(pairs[i + 1]));
    }
    return query;
  }

  private static Optional<String> key(String... pairs) {
    return ProductKey.of("/products/7", query(pairs));
  }

  private static void assertSame(String what, Optional<String> one, Optional<String> other) {
    assertThat(other)
        .withFailMessage(
            "%s is the same question, but it has another key: %s and %s.", what, one, other)
        .isPresent()
        .isEqualTo(one);
  }

  @Test
  @Order(1)
  void theOrderOfTheParametersDoesNotMatter() {
    assertSame(
        "The query ?lang=de&currency=USD, in another order,",
        key("lang", "de", "currency", "USD"),
        key("currency", "USD", "lang", "de"));
  }

  @Test
  @Order(2)
  void whatTheAnswerDoesNotDependOnIsNotInTheKey() {
    assertSame("A question with ?utm_source=mail", key(), key("utm_source", "mail"));
    assertSame("A question with ?Currency=USD, which nobody knows,", key(), key("Currency", "USD"));
  }

  @Test
  @Order(3)
  void withoutAWordTheFirstValueIsMeant() {
    assertSame("The query ?currency=EUR, which is meant anyway,", key(), key("currency", "EUR"));
    assertSame("The query ?lang=en, which is meant anyway,", key(), key("lang", "en"));
  }

  @Test
  @Order(4)
  void whatTheAnswerDependsOnIsInTheKey() {
    Set<Optional<String>> keys = new HashSet<>();
    for (String currency : List.of("EUR", "USD", "JPY")) {
      for (String language : List.of("en", "de", "ja")) {
        keys.add(key("currency", currency, "lang", language));
      }
    }
    keys.add(ProductKey.of("/products/8", query()));

    assertThat(keys)
        .withFailMessage(
            "Nine questions about product 7 and one about product 8 have ten answers, so they need ten keys, not %s: somebody would get another one's answer.",
            keys.size())
        .hasSize(10);
  }

  @Test
  @Order(5)
  void aValueThatIsNotOnTheListIsRefused() {
    for (String value : List.of("eur", "XXX", "", "EUR,USD", "EUR ")) {
      assertThat(key("currency", value))
          .withFailMessage(
              "There is no currency '%s'. Refuse it, with Optional.empty(): a default would hide the mistake, and a key of its own fills the cache.",
              value)
          .isNotNull()
          .isEmpty();
    }
    assertThat(key("lang", "xx"))
        .withFailMessage("There is no language 'xx', so there is no such question.")
        .isEmpty();
  }

  @Test
  @Order(6)
  void aParameterThatIsSentTwiceIsRefused() {
    Optional<String> key = ProductKey.of("/products/7", Map.of("currency", List.of("EUR", "USD")));

    assertThat(key)
        .withFailMessage(
            "The query ?currency=EUR&currency=USD means two things. Which one the API behind reads, nobody knows; so refuse it.")
        .isNotNull()
        .isEmpty();
  }

  @Test
  @Order(7)
  void aPathMeansOneThing() {
    for (String path :
        List.of(
            "/products/7/",
            "/products/7/x.css",
            "/products/..",
            "/products/7%2f8",
            "/products/7;a",
            "/products/A",
            "/products/",
            "//products/7",
            "/prices/7",
            "/products/" + "7".repeat(41))) {
      assertThat(ProductKey.of(path, query()))
          .withFailMessage(
              "The path '%s' is none of a product. Two programs may read such a path differently: refuse it.",
              path)
          .isNotNull()
          .isEmpty();
    }
    assertThat(ProductKey.of("/products/blue-mug-7", query()))
        .withFailMessage("The id 'blue-mug-7' is that of a product, but it was refused.")
        .isPresent();
  }

  @Test
  @Order(8)
  void nobodyFillsTheCacheWithSpellings() {
    var random = new Random(7);
    String[] names = {"currency", "lang", "utm", "x", "CURRENCY"};
    String[] values = {"EUR", "USD", "JPY", "en", "de", "ja", "1", ""};
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      Map<String, List<String>> query = new LinkedHashMap<>();
      for (int j = random.nextInt(5); j > 0; j--) {
        query.put(
            names[random.nextInt(names.length)], List.of(values[random.nextInt(values.length)]));
      }
      ProductKey.of("/products/7", query).ifPresent(keys::add);
    }

    assertThat(keys)
        .withFailMessage(
            "Twenty thousand random queries for product 7 made %s keys. There are only nine answers.",
            keys.size())
        .hasSize(9);
  }
}

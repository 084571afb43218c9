package e1;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The key under which the answer to a question about a product is kept. */
public final class ProductKey {
  /** What may be asked for; without a word, the first is meant. */
  private static final List<String> CURRENCIES = List.of("EUR", "USD", "JPY");

  private static final List<String> LANGUAGES = List.of("en", "de", "ja");

  private static final Pattern PATH = Pattern.compile("/products/([a-z0-9-]{1,40})");

  /** Returns the key of a question; nothing if it is none that this function answers. */
  public static Optional<String> of(String path, Map<String, List<String>> query) {
    Matcher product = PATH.matcher(path);
    String currency = value(query, "currency", CURRENCIES);
    String language = value(query, "lang", LANGUAGES);
    if (!product.matches() || currency == null || language == null) {
      return Optional.empty();
    }
    return Optional.of("api_answer:products:" + product.group(1) + ":" + currency + ":" + language);
  }

  private static String value(Map<String, List<String>> query, String name, List<String> known) {
    List<String> sent = query.getOrDefault(name, List.of(""));
    String word = sent.size() == 1 ? sent.get(0) : "?";
    return word.isEmpty() || known.contains(word) ? word : null;
  }

  private ProductKey() {}
}

package e1;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The key under which the answer to a question about a product is kept. */
public final class ProductKey {
  /** What may be asked for; without a word, the first is meant. */
  private static final List<String> CURRENCIES = List.of("EUR", "USD", "JPY");

  private static final List<String> LANGUAGES = List.of("en", "de", "ja");

  /** Returns the key of a question; nothing if it is none that this function answers. */
  public static Optional<String> of(String path, Map<String, List<String>> query) {
    // TODO The same question has as many keys as it has spellings.
    return Optional.of("api_answer:" + path + "?" + query);
  }

  private ProductKey() {}
}

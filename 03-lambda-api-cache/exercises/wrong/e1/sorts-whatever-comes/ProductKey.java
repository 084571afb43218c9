package e1;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The key under which the answer to a question about a product is kept. */
public final class ProductKey {

  /** Returns the key of a question; nothing if it is none that this function answers. */
  public static Optional<String> of(String path, Map<String, List<String>> query) {
    if (!path.matches("/products/[a-z0-9-]{1,40}")) {
      return Optional.empty();
    }
    return Optional.of("api_answer:" + path + "?" + new TreeMap<>(query));
  }

  private ProductKey() {}
}

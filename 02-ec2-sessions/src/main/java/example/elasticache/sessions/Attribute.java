package example.elasticache.sessions;

import java.util.Locale;
import java.util.Optional;

/** What a session may hold besides its user: this list, and nothing that is not on it. */
public enum Attribute {
  /** How many pages the user has seen. */
  VISITS,
  /** How the pages look; it is chosen before login and kept through it. */
  THEME,
  /** What the user wants to buy. */
  CART;

  /** Returns the name that stored sessions use. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the attribute that stored sessions call so, if it is on the list. */
  public static Optional<Attribute> ofWireName(String name) {
    for (Attribute attribute : values()) {
      if (attribute.wireName().equals(name)) {
        return Optional.of(attribute);
      }
    }
    return Optional.empty();
  }
}

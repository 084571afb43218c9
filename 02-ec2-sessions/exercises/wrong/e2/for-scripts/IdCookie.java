package e2;

import java.util.Optional;

/** The cookie that carries a session's id. */
public final class IdCookie {
  private static final String NAME = "__Host-session";
  private static final String WORDS = "; Path=/; Secure; SameSite=Lax";

  /** Returns the value of a Set-Cookie header. */
  public static String write(String id) {
    return NAME + "=" + id + WORDS;
  }

  /** Returns the value of a Set-Cookie header that takes the cookie back. */
  public static String clear() {
    return NAME + "=" + WORDS + "; Max-Age=0";
  }

  /** Returns the id in the value of a Cookie header, such as {@code a=b; __Host-session=...}. */
  public static Optional<String> read(String header) {
    Optional<String> found = Optional.empty();
    for (String pair : header.split(";")) {
      int equals = pair.indexOf('=');
      if (equals >= 0 && pair.substring(0, equals).strip().equals(NAME)) {
        if (found.isPresent()) {
          return Optional.empty();
        }
        found = Optional.of(pair.substring(equals + 1));
      }
    }
    return found.filter(id -> id.matches("[A-Za-z0-9_-]{43}"));
  }

  private IdCookie() {}
}

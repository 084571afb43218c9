package e2;

import java.util.Optional;

/** The cookie that carries a session's id. */
public final class IdCookie {
  private static final String NAME = "__Host-session";

  /** Returns the value of a Set-Cookie header. */
  public static String write(String id) {
    // TODO Who can read this cookie, and who can plant one?
    return NAME + "=" + id + "; Path=/";
  }

  /** Returns the value of a Set-Cookie header that takes the cookie back. */
  public static String clear() {
    return NAME + "=; Path=/";
  }

  /** Returns the id in the value of a Cookie header, such as {@code a=b; __Host-session=...}. */
  public static Optional<String> read(String header) {
    int start = header.indexOf(NAME + "=");
    return start < 0
        ? Optional.empty()
        : Optional.of(header.substring(start + NAME.length() + 1).replaceAll(";.*", ""));
  }

  private IdCookie() {}
}

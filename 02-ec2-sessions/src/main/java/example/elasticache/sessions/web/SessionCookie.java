package example.elasticache.sessions.web;

import example.elasticache.sessions.SessionId;
import java.util.List;
import java.util.Optional;

/**
 * The cookie that carries a session's id.
 *
 * <p>Its name begins with {@code __Host-}: a browser takes it only over TLS, for this very host and
 * for all paths, so no other host of the domain can plant one.
 */
public final class SessionCookie {
  /** The cookie's name. */
  public static final String NAME = "__Host-session";

  /** More than any honest browser sends here; nobody should have to parse it. */
  private static final int LONGEST = 4096;

  // tag::write[]
  private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax";

  /** Returns the value of a Set-Cookie header; the cookie goes when the browser is closed. */
  public static String write(SessionId id) {
    return NAME + "=" + id.value() + ATTRIBUTES;
  }

  /** Returns the value of a Set-Cookie header that takes the cookie back. */
  public static String clear() {
    return NAME + "=" + ATTRIBUTES + "; Max-Age=0";
  }

  // end::write[]

  // tag::read[]
  /** Returns the id in these Cookie headers, if there is exactly one and it has the form of one. */
  public static Optional<SessionId> read(List<String> headers) {
    String found = null;
    for (String header : headers) {
      if (header.length() > LONGEST) {
        return Optional.empty();
      }
      for (String pair : header.split(";", -1)) {
        int equals = pair.indexOf('=');
        if (equals >= 0 && pair.substring(0, equals).strip().equals(NAME)) {
          if (found != null) {
            return Optional.empty(); // Two of them: somebody is playing, and which one is right?
          }
          found = pair.substring(equals + 1);
        }
      }
    }
    return SessionId.parse(found);
  }

  // end::read[]

  private SessionCookie() {}
}

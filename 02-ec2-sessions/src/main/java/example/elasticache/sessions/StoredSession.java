package example.elasticache.sessions;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A session as the store holds it: the hash of its id, its version, when it began, and its content.
 *
 * @param began milliseconds since 1970 on the store's clock
 */
record StoredSession(String hash, long version, long began, String json) {
  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{64}) ([0-9]{1,18}) ([0-9]{1,15}) (\\{.*)", Pattern.DOTALL);

  /** Returns the parts of a stored text, if they are there. */
  static Optional<StoredSession> parse(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(
            new StoredSession(
                parts.group(1),
                Long.parseLong(parts.group(2)),
                Long.parseLong(parts.group(3)),
                parts.group(4)))
        : Optional.empty();
  }

  // tag::read[]
  /** Returns the session that a stored text holds, if it holds the one with this id. */
  static Optional<Session> read(SessionId id, String text) {
    return parse(text)
        // The value names its owner: a mix-up of keys must not let one user in as another.
        .filter(stored -> stored.hash.equals(id.hash()) && stored.version > 0)
        .flatMap(
            stored ->
                SessionJson.read(stored.json)
                    .map(is -> new Session(id, is.user(), is.attributes(), stored.version)));
  }

  // end::read[]

  /** Returns the stored form. */
  String text() {
    return hash + " " + version + " " + began + " " + json;
  }
}

package example.elasticache.sessions;

import java.util.Optional;

/**
 * A session as the store holds it: the hash of its id, its version, when it began, and its content.
 *
 * @param began milliseconds since 1970 on the store's clock
 */
record StoredSession(String hash, long version, long began, String json) {
  private static final int HASH_DIGITS = 64;

  /** Returns the parts of a stored text, if they are there. */
  static Optional<StoredSession> parse(String text) {
    int hashEnd = text.indexOf(' ');
    int versionEnd = text.indexOf(' ', hashEnd + 1);
    int beganEnd = text.indexOf(' ', versionEnd + 1);
    if (hashEnd != HASH_DIGITS || versionEnd < hashEnd || beganEnd < versionEnd) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new StoredSession(
              text.substring(0, hashEnd),
              Long.parseLong(text, hashEnd + 1, versionEnd, 10),
              Long.parseLong(text, versionEnd + 1, beganEnd, 10),
              text.substring(beganEnd + 1)));
    } catch (NumberFormatException notOurs) {
      return Optional.empty();
    }
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

package example.elasticache.sessions;

/** The session holds more than a session may. */
public final class SessionTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says how much it holds, and not what. */
  SessionTooLargeException(int bytes, int limit) {
    super(
        "A session takes "
            + limit
            + " bytes at most, but this one has "
            + bytes
            + ". Keep large things in the database and their number in the session.");
  }
}

package example.elasticache.sessions;

/** Nobody can say at the moment whether a session lives: answer 503, and guess nothing. */
public final class SessionStoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Takes what the client threw; the message names no key and no id. */
  public SessionStoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}

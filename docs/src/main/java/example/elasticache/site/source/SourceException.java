package example.elasticache.site.source;

/** Something in the source that no page can be made from, in a sentence its author can act on. */
public final class SourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message says what is missing and which command or edit brings it. */
  public SourceException(String message) {
    super(message);
  }

  /** Keeps the cause for a stack trace. */
  public SourceException(String message, Throwable cause) {
    super(message, cause);
  }
}

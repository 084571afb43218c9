package example.elasticache.clustersetup;

/** The setup cannot go on; the message says at which resource, and what to do. */
public final class SetupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** For a reason that has no cause of its own. */
  public SetupException(String message) {
    super(message);
  }

  /** Keeps the cause for whoever wants to see it. */
  public SetupException(String message, Throwable cause) {
    super(message, cause);
  }
}

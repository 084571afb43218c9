package example.elasticache.devservices;

/** A server could not be had; the message says what to do. */
public final class ServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** For a reason that has no cause of its own. */
  public ServerException(String message) {
    super(message);
  }

  /** Keeps the cause for whoever wants to see it. */
  public ServerException(String message, Throwable cause) {
    super(message, cause);
  }
}

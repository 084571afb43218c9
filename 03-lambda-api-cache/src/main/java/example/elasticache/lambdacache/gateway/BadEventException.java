package example.elasticache.lambdacache.gateway;

/** The event is none that API Gateway sends for a request. */
public final class BadEventException extends Exception {
  private static final long serialVersionUID = 1L;

  BadEventException(String message, Throwable cause) {
    super(message, cause);
  }
}

package example.elasticache.lambdacache;

/** A request that this function does not answer, whatever the upstream API would say. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /** The text goes to the client: it repeats nothing of the request. */
  RefusedException(int status, String text) {
    super(text);
    this.status = status;
  }

  /** Returns what the client is told. */
  public Answer toAnswer() {
    return Answer.error(status, getMessage());
  }
}

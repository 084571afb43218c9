package example.elasticache.lambdacache;

/** The upstream API gave no answer that could be passed on. */
public final class UpstreamException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why there is no answer. */
  public enum Reason {
    /** It answered, with something that this function does not pass on. */
    UNEXPECTED(502, "The service behind this one gave an unexpected answer."),
    /** It is down, or fails at the moment. */
    UNAVAILABLE(503, "The service behind this one is not available."),
    /** It has had enough of our questions for now. */
    THROTTLED(503, "The service behind this one is not available."),
    /** It did not answer in time. */
    LATE(504, "The service behind this one did not answer in time.");

    private final int status;
    private final String text;

    Reason(int status, String text) {
      this.status = status;
      this.text = text;
    }
  }

  private final Reason reason;

  /** The message is for the log: it names no address and repeats nothing that was sent. */
  public UpstreamException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Returns why there is no answer. */
  public Reason reason() {
    return reason;
  }

  /** Returns what the client is told. */
  public Answer toAnswer() {
    return Answer.error(reason.status, reason.text);
  }
}

package example.elasticache.workshop.exercise;

/** Something that the learner or the author has to mend; the message says what, in plain words. */
public final class WorkshopException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong and, where there is one, what to do. */
  public WorkshopException(String message) {
    super(message);
  }

  /** As above, with the reason below it. */
  public WorkshopException(String message, Throwable cause) {
    super(message, cause);
  }
}

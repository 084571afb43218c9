package example.elasticache.s3metadata.access;

/** The caller may not look at the object; whether there is one stays open. */
public final class ForbiddenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says the same of every object, so that nobody learns which ones exist. */
  public ForbiddenException() {
    super("You may not look at this object.");
  }
}

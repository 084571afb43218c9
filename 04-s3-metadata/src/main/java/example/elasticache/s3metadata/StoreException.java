package example.elasticache.s3metadata;

/** S3 could not answer: the caller cannot know what is true. */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says which request failed; the cause says why. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}

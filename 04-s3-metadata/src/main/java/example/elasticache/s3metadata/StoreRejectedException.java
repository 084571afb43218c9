package example.elasticache.s3metadata;

/**
 * S3 answered, and rejects this one request; about other objects it may well have something to say.
 *
 * <p>So this is no outage, and no absence either.
 */
public class StoreRejectedException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** Says which request was rejected. */
  public StoreRejectedException(String message, Throwable cause) {
    super(message, cause);
  }
}

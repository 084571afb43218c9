package example.elasticache.s3metadata;

/**
 * S3 refuses this application; whether the object exists stays open.
 *
 * <p>Without the permission to list the bucket, an object that does not exist is refused as well.
 * So this is never an absence, and nothing that a cache may keep.
 */
public final class StoreAccessDeniedException extends StoreRejectedException {
  private static final long serialVersionUID = 1L;

  /** Says which request was refused. */
  public StoreAccessDeniedException(String message, Throwable cause) {
    super(message, cause);
  }
}

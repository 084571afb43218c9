package example.elasticache.cacheaside;

/** The cache could not answer; nothing is lost, the store still knows. */
public final class CacheException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what failed; the cause says why. */
  public CacheException(String message, Throwable cause) {
    super(message, cause);
  }
}

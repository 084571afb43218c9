package example.elasticache.cacheaside;

/** The store has all the work it can bear: answer 503, and let the caller come back later. */
public final class StoreBusyException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** Says what had to wait too long; there may be no cause. */
  public StoreBusyException(String message, Throwable cause) {
    super(message, cause);
  }
}

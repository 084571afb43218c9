package e2;

import java.time.Duration;
import java.util.Optional;

/** Looks up object metadata, and remembers for a while what it learnt. */
public final class ObjectLookup {

  /** What S3 answered: a status, and with 200 the metadata, which may be any text. */
  public record Answer(int status, String metadata) {}

  /** S3. */
  public interface S3 {

    /** Asks for the metadata of an object. */
    Answer head(String key);
  }

  /** The cache. */
  public interface Cache {

    /** Returns the text under this key, if there is one. */
    Optional<String> get(String key);

    /** Keeps any text under this key for this time. */
    void set(String key, String value, Duration time);
  }

  /** S3 refuses this application. */
  public static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RefusedException(String key) {
      super("S3 refuses to say whether there is " + key + ".");
    }
  }

  /** S3 could not answer. */
  public static final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String key) {
      super("S3 cannot say whether there is " + key + ".");
    }
  }

  private final S3 s3;
  private final Cache cache;

  public ObjectLookup(S3 s3, Cache cache) {
    this.s3 = s3;
    this.cache = cache;
  }

  /** Returns the object's metadata, or nothing if there is no such object. */
  public Optional<String> find(String key) {
    Optional<String> cached = cache.get(key);
    if (cached.isPresent()) {
      return cached.filter(text -> !text.equals("-"));
    }
    Answer answer = s3.head(key);
    switch (answer.status()) {
      case 200 -> cache.set(key, answer.metadata(), Duration.ofHours(1));
      case 404 -> cache.set(key, "-", Duration.ofSeconds(5));
      case 403 -> throw new RefusedException(key);
      default -> throw new UnavailableException(key);
    }
    return Optional.ofNullable(answer.metadata());
  }
}

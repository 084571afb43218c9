package e5;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Looks up object metadata, and helps itself with an old copy while S3 cannot answer. */
public final class StaleIfError {
  private static final Duration FRESH = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** A copy, and when S3 last said that it is right. */
  public record Copy(String metadata, Instant checkedAt) {}

  /** The metadata, and whether it may have changed since. */
  public record Answer(String metadata, boolean stale) {}

  /** S3. */
  public interface S3 {

    /** Returns the object's metadata, or throws an S3Exception. */
    String head(String key);
  }

  /** S3 has no metadata to give: it answered with this status, or 0 when it did not answer. */
  public static final class S3Exception extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    public S3Exception(int status) {
      super("status " + status);
      this.status = status;
    }

    public int status() {
      return status;
    }
  }

  /** The cache. */
  public interface Cache {

    /** Returns the copy, if there is one. */
    Optional<Copy> find(String key);

    /** Keeps a copy. */
    void put(String key, Copy copy);

    /** Forgets the copy. */
    void evict(String key);
  }

  private final S3 s3;
  private final Cache cache;
  private final InstantSource clock;

  public StaleIfError(S3 s3, Cache cache, InstantSource clock) {
    this.s3 = s3;
    this.cache = cache;
    this.clock = clock;
  }

  /** Returns the object's metadata. */
  public Answer find(String key) {
    Optional<Copy> copy = cache.find(key);
    if (copy.filter(held -> isYoungerThan(FRESH, held)).isPresent()) {
      return new Answer(copy.get().metadata(), false);
    }
    try {
      String metadata = s3.head(key);
      cache.put(key, new Copy(metadata, clock.instant()));
      return new Answer(metadata, false);
    } catch (S3Exception e) {
      if (e.status() == 404) {
        cache.evict(key);
        throw e;
      }
      return copy.filter(held -> isYoungerThan(LONGEST, held))
          .map(held -> new Answer(held.metadata(), true))
          .orElseThrow(() -> e);
    }
  }

  private boolean isYoungerThan(Duration age, Copy copy) {
    return clock.instant().isBefore(copy.checkedAt().plus(age));
  }
}

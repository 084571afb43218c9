package example.elasticache.s3metadata.freshness;

import example.elasticache.s3metadata.CachedMetadata.Present;
import java.time.Duration;
import java.time.Instant;

/**
 * For how long a copy is believed after S3 has confirmed it.
 *
 * @param fresh for so long without asking
 * @param ifError for so long while S3 cannot answer; zero means never
 */
public record Freshness(Duration fresh, Duration ifError) {
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Refuses times that make an outage a way to see what was deleted long ago. */
  public Freshness {
    require(fresh, "A copy is fresh");
    require(ifError, "A copy helps out");
  }

  private static void require(Duration time, String what) {
    if (time.isNegative() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          what + " from 0 to " + LONGEST + ", but this time is " + time + ".");
    }
  }

  /** Returns a minute, and ten minutes while S3 cannot answer. */
  public static Freshness defaults() {
    return new Freshness(Duration.ofMinutes(1), Duration.ofMinutes(10));
  }

  // tag::is[]
  /** Returns whether the copy may be served without asking. */
  public boolean isFresh(Present copy, Instant now) {
    return isYounger(copy, now, fresh);
  }

  /** Returns whether the copy may be served while S3 cannot answer. */
  public boolean helpsOut(Present copy, Instant now) {
    return isYounger(copy, now, ifError);
  }

  private static boolean isYounger(Present copy, Instant now, Duration limit) {
    Duration age = Duration.between(copy.checkedAt(), now);
    // Another machine's clock may be ahead: a copy from the future is one of unknown age.
    return age.compareTo(limit) < 0 && age.compareTo(limit.negated()) > 0;
  }
  // end::is[]
}

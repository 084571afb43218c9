package example.elasticache.lambdacache;

import java.security.SecureRandom;

/** Chance, so that sandboxes that failed or missed together do not come back together. */
final class Jitter {
  /*
   * With SnapStart, many sandboxes begin with the same memory: any other generator would go on from
   * there in the same way in each of them. This one asks the system.
   */
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Returns a number of 0 or more, and less than this. */
  static long below(long bound) {
    return RANDOM.nextLong(bound);
  }

  private Jitter() {}
}

package example.elasticache.lambdacache;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Who asks, as the authorizer of API Gateway has verified it; never what a header or a parameter
 * claims.
 */
public record Caller(String tenant, String subject) {
  private static final int LONGEST = 256;

  /** Refuses what no authorizer of ours hands out. */
  public Caller {
    if (tenant.isEmpty()
        || subject.isEmpty()
        || tenant.length() > LONGEST
        || subject.length() > LONGEST
        // A lone surrogate has no UTF-8 form: two different broken names would share one key.
        || !UTF_8.newEncoder().canEncode(tenant)
        || !UTF_8.newEncoder().canEncode(subject)) {
      throw new IllegalArgumentException(
          "A caller has a tenant and a subject of 1 to 256 characters.");
    }
  }

  /** Shows nobody's name: it may end up in a log. */
  @Override
  public String toString() {
    return "Caller[…]";
  }
}

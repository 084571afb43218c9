package example.elasticache.lambdacache;

import java.time.Instant;

/** A copy of an upstream answer: fresh until one moment, and of use in need until a later one. */
public record Copy(int status, EscapedJson body, Instant freshUntil, Instant usableUntil)
    implements Found {

  /** Returns whether it may be served as if the upstream API had answered. */
  public boolean isFresh(Instant now) {
    return now.isBefore(freshUntil);
  }

  /** Returns whether it may be served when there is nothing better. */
  public boolean isUsable(Instant now) {
    return now.isBefore(usableUntil);
  }
}

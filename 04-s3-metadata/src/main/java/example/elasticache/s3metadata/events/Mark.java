package example.elasticache.s3metadata.events;

import java.util.Objects;

/**
 * Up to which change of an object the cache knows: whoever fills it shows the mark again.
 *
 * @param text the sequencer of that change, and what else tells two changes apart
 */
public record Mark(String text) {
  /** No change is known of. */
  public static final Mark NONE = new Mark("");

  /** Nobody could tell: with it, nothing is filled in. */
  public static final Mark CLOSED = new Mark("closed");

  /** Refuses no text. */
  public Mark {
    Objects.requireNonNull(text, "text");
  }
}

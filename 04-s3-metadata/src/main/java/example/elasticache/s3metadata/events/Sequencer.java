package example.elasticache.s3metadata.events;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The number of a change, as S3 counts the changes of one object.
 *
 * <p>It says nothing about the changes of another object.
 *
 * @param digits hexadecimal digits, without the zeros at the end
 */
public record Sequencer(String digits) implements Comparable<Sequencer> {
  private static final Pattern DIGITS = Pattern.compile("[0-9A-Fa-f]{0,64}");

  /** Before every change. */
  public static final Sequencer NONE = new Sequencer("");

  // tag::order[]
  /** Takes the text of an event. */
  public Sequencer {
    if (!DIGITS.matcher(digits).matches()) {
      throw new IllegalArgumentException("A sequencer has at most 64 hexadecimal digits.");
    }
    // S3 wants the shorter of two filled with zeros on its right: so zeros there mean nothing.
    digits = digits.toUpperCase(Locale.ROOT).replaceAll("0+$", "");
  }

  /** Compares as texts, from the left: of two numbers, the shorter one may be the greater. */
  @Override
  public int compareTo(Sequencer other) {
    return digits.compareTo(other.digits);
  }
  // end::order[]
}

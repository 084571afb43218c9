package example.elasticache.lambdacache;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A copy as bytes: a line with status, both times and the key, and below it the answer's body.
 *
 * <p>What lies in a cache is input like any other. A copy counts only if it names the call that it
 * is looked up for, lives no longer than any copy may, and cannot break out of its string.
 */
final class CopyBytes {
  private static final byte[] VERSION = "1 ".getBytes(US_ASCII);
  private static final int PASS_ON = 204;
  private static final int LARGEST = 512 * 1024;
  private static final int LONGEST_NUMBER = 14;

  static byte[] of(String key, Copy copy) {
    return bytes(key, copy.status(), copy.freshUntil(), copy.usableUntil(), copy.body().toString());
  }

  static byte[] ofPassOn(String key, Instant until) {
    return bytes(key, PASS_ON, until, until, "");
  }

  private static byte[] bytes(String key, int status, Instant fresh, Instant usable, String body) {
    String line =
        "1 " + status + " " + fresh.toEpochMilli() + " " + usable.toEpochMilli() + " " + key;
    return (line + "\n" + body).getBytes(US_ASCII);
  }

  // tag::read[]
  /** Returns what the bytes say about this key; nothing if they say nothing that can be right. */
  static Found read(byte[] key, byte[] bytes, Instant now, Duration longest) {
    if (bytes == null || bytes.length > LARGEST || !startsWith(bytes, 0, VERSION)) {
      return new Found.Nothing();
    }
    int[] at = {VERSION.length};
    long status = number(bytes, at);
    Instant fresh = Instant.ofEpochMilli(number(bytes, at));
    Instant usable = Instant.ofEpochMilli(number(bytes, at));
    int body = at[0] + key.length + 1;
    boolean honest =
        startsWith(bytes, at[0], key)
            && bytes.length >= body
            && bytes[body - 1] == '\n'
            && !fresh.isAfter(usable)
            // A minute more, for clocks that differ.
            && !usable.isAfter(now.plus(longest).plusSeconds(60));
    if (!honest) {
      return new Found.Nothing();
    }
    if (status == PASS_ON) {
      return now.isBefore(fresh) ? new Found.PassOn() : new Found.Nothing();
    }
    Optional<EscapedJson> text =
        status == 200 || status == 404 ? EscapedJson.check(bytes, body) : Optional.empty();
    return text.<Found>map(json -> new Copy((int) status, json, fresh, usable))
        .orElseGet(Found.Nothing::new);
  }

  // end::read[]

  private static boolean startsWith(byte[] bytes, int from, byte[] start) {
    return bytes.length >= from + start.length
        && Arrays.equals(bytes, from, from + start.length, start, 0, start.length);
  }

  /** Reads digits up to the next blank, and moves behind it; 0 if there is no such number. */
  private static long number(byte[] bytes, int[] at) {
    long number = 0;
    for (int i = at[0]; i < Math.min(bytes.length, at[0] + LONGEST_NUMBER); i++) {
      if (bytes[i] == ' ') {
        at[0] = i + 1;
        return number;
      }
      if (bytes[i] < '0' || bytes[i] > '9') {
        return 0;
      }
      number = number * 10 + bytes[i] - '0';
    }
    return 0;
  }

  private CopyBytes() {}
}

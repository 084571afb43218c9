package example.elasticache.lambdacache;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A JSON text, escaped so that it may stand inside a string of another one.
 *
 * <p>API Gateway wants the body as a string within the function's answer. Kept in this form, a copy
 * goes from the cache to the client as it is. It is plain ASCII without an open quote, whoever
 * wrote it, so that it cannot end the string and add a header of its own.
 */
public final class EscapedJson {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100).build())
          .build();

  private static final HexFormat HEX = HexFormat.of();

  private final byte[] bytes;

  private EscapedJson(byte[] bytes) {
    this.bytes = bytes;
  }

  // tag::of[]
  /**
   * Escapes a JSON text.
   *
   * @throws IOException if these bytes are not exactly one JSON value in UTF-8
   */
  public static EscapedJson of(byte[] json) throws IOException {
    String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new IOException("No JSON at all.");
      }
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw new IOException("More than one JSON value.");
      }
    }
    return new EscapedJson(escape(text));
  }

  // end::of[]

  /** Returns {@code {"message":"…"}} with this text. */
  static EscapedJson message(String text) {
    String json = "{\"message\":\"" + new String(escape(text), US_ASCII) + "\"}";
    return new EscapedJson(escape(json));
  }

  private static byte[] escape(String text) {
    var escaped = new StringBuilder(text.length() + text.length() / 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> escaped.append('\\').append(c);
        case '\n' -> escaped.append("\\n");
        default -> {
          if (c >= ' ' && c <= '~') {
            escaped.append(c);
          } else {
            escaped.append("\\u").append(HEX.toHexDigits(c));
          }
        }
      }
    }
    return escaped.toString().getBytes(US_ASCII);
  }

  // tag::check[]
  /** Returns what stands from this position on, if it is escaped as it should be. */
  static Optional<EscapedJson> check(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b == '\\') {
        i += escapeLength(bytes, i);
        if (i >= bytes.length) {
          return Optional.empty();
        }
      } else if (b < ' ' || b > '~' || b == '"') {
        return Optional.empty();
      }
    }
    return Optional.of(new EscapedJson(Arrays.copyOfRange(bytes, from, bytes.length)));
  }

  // end::check[]

  /** Returns how many bytes follow a backslash; far too many if they make no escape. */
  private static int escapeLength(byte[] bytes, int at) {
    int next = at + 1 < bytes.length ? bytes[at + 1] : 0;
    if (next == '"' || next == '\\' || next == 'n') {
      return 1;
    }
    if (next != 'u' || at + 5 >= bytes.length) {
      return bytes.length;
    }
    for (int i = at + 2; i <= at + 5; i++) {
      if (Character.digit(bytes[i], 16) < 0) {
        return bytes.length;
      }
    }
    return 5;
  }

  /** Returns the JSON text itself. */
  public String unescaped() {
    try (JsonParser parser = JSON.createParser('"' + toString() + '"')) {
      parser.nextToken();
      return parser.getText();
    } catch (IOException e) {
      throw new IllegalStateException("What was escaped here cannot be broken.", e);
    }
  }

  /** Returns how many bytes it has. */
  public int length() {
    return bytes.length;
  }

  /** Writes it as it is, to stand between two quotes. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }

  /** Returns the escaped text. */
  @Override
  public String toString() {
    return new String(bytes, US_ASCII);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EscapedJson json && Arrays.equals(bytes, json.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}

package example.elasticache.devservices;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A command in the form that every Redis client sends it: an array of bulk strings.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/">The protocol</a>
 */
public final class RespCommand {
  private static final int MOST_WORDS = 1024 * 1024;
  private static final int LONGEST_WORD = 512 * 1024 * 1024;
  private static final int LONGEST_NUMBER = 20;

  private final List<byte[]> words;

  private RespCommand(List<byte[]> words) {
    this.words = words;
  }

  /** Returns a command of these words. */
  public static RespCommand of(String... words) {
    return new RespCommand(
        List.of(words).stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toList());
  }

  /** Reads the next command, or nothing at the end of the stream. */
  public static Optional<RespCommand> read(InputStream in) throws IOException {
    int type = in.read();
    if (type < 0) {
      return Optional.empty();
    }
    int count = number(type, '*', MOST_WORDS, in);
    List<byte[]> words = new ArrayList<>(Math.min(count, 1024));
    for (int i = 0; i < count; i++) {
      int length = number(in.read(), '$', LONGEST_WORD, in);
      byte[] word = in.readNBytes(length);
      if (word.length < length || in.read() != '\r' || in.read() != '\n') {
        throw new EOFException("a word that ends too early");
      }
      words.add(word);
    }
    return Optional.of(new RespCommand(words));
  }

  private static int number(int type, char wanted, int most, InputStream in) throws IOException {
    if (type != wanted) {
      throw new IOException("not a RESP command: '" + wanted + "' was due");
    }
    var digits = new StringBuilder();
    for (int b = in.read(); b != '\r'; b = in.read()) {
      if (b < '0' || b > '9' || digits.length() == LONGEST_NUMBER) {
        throw new IOException("not a RESP command: a number was due");
      }
      digits.append((char) b);
    }
    if (in.read() != '\n' || digits.isEmpty() || Long.parseLong(digits.toString()) > most) {
      throw new IOException("not a RESP command: a smaller number was due");
    }
    return Integer.parseInt(digits.toString());
  }

  /** Returns the command's name in upper case, such as {@code SET}. */
  public String name() {
    return words.isEmpty() ? "" : word(0).toUpperCase(Locale.ROOT);
  }

  /** Returns all words, the name first. */
  public List<String> words() {
    return words.stream().map(RespCommand::text).toList();
  }

  /** Returns one word; 0 is the name. */
  public String word(int index) {
    return text(words.get(index));
  }

  /** Returns whether one of the arguments is exactly this, wherever it stands. */
  public boolean mentions(String argument) {
    return words().stream().skip(1).anyMatch(argument::equals);
  }

  /** Returns the command as it goes over the wire. */
  public byte[] bytes() {
    var out = new ByteArrayOutputStream();
    out.writeBytes(ascii("*" + words.size() + "\r\n"));
    for (byte[] word : words) {
      out.writeBytes(ascii("$" + word.length + "\r\n"));
      out.writeBytes(word);
      out.writeBytes(ascii("\r\n"));
    }
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String text(byte[] word) {
    return new String(word, StandardCharsets.UTF_8);
  }

  /** Returns the name and how many arguments follow; arguments may be secret. */
  @Override
  public String toString() {
    return words.stream()
        .limit(1)
        .map(word -> name() + " with " + (words.size() - 1) + " arguments")
        .collect(Collectors.joining());
  }
}

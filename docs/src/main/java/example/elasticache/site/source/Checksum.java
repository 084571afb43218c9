package example.elasticache.site.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Twelve digits that a translation records, to tell later whether its original has changed. */
public final class Checksum {

  /** Says where a page stands, which a translation need not follow. */
  private static final String ORDER = "(?m)^:(part|order):.*\n";

  /** Returns the digits for the text of a page, whatever its line ends. */
  public static String of(Path file) {
    try {
      String text = Files.readString(file).replace("\r\n", "\n").replaceAll(ORDER, "").strip();
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, 12);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  private Checksum() {}
}

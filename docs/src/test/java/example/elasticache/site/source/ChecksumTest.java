package example.elasticache.site.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumTest {
  @TempDir Path folder;

  @Test
  void lineEndsDoNotMatter() throws IOException {
    assertThat(checksum("a\r\nb\r\n")).isEqualTo(checksum("a\nb\n")).hasSize(12);
  }

  @Test
  void placeOfThePageInTheSiteDoesNotMatter() throws IOException {
    assertThat(checksum("= T\n:part: start\n:order: 10\n\nText."))
        .isEqualTo(checksum("= T\n\nText."));
  }

  @Test
  void everyWordMatters() throws IOException {
    assertThat(checksum("one word")).isNotEqualTo(checksum("one  word"));
  }

  private String checksum(String text) throws IOException {
    return Checksum.of(Files.writeString(folder.resolve("page.adoc"), text));
  }
}

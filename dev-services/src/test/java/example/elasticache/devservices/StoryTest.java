package example.elasticache.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoryTest {
  @TempDir Path directory;

  /** A chapter that goes well. */
  public static final class Good {
    public static void main(String[] args) {
      System.err.println("a start line");
      System.out.println("読み出し 1");
      System.out.println("two");
    }
  }

  /** A chapter that fails. */
  public static final class Bad {
    public static void main(String[] args) {
      System.out.println("one");
      throw new IllegalStateException("the cache is full", new IOException("disk"));
    }
  }

  @Test
  void theTranscriptHoldsWhatTheChapterPrintedAndNotTheStartLines() throws Exception {
    Path transcript = directory.resolve("transcript.txt");

    Process story = tell(Good.class, transcript);

    assertThat(story.waitFor()).isZero();
    assertThat(Files.readString(transcript)).isEqualToNormalizingNewlines("読み出し 1\ntwo\n");
  }

  @Test
  void aChapterThatFailsSaysWhyInPlainWordsAndKeepsTheOldTranscript() throws Exception {
    Path transcript = Files.writeString(directory.resolve("transcript.txt"), "old");

    Process story = tell(Bad.class, transcript);
    String text = new String(story.getErrorStream().readAllBytes());

    assertThat(story.waitFor()).isEqualTo(1);
    assertThat(text).contains("This chapter stopped:", "  the cache is full", "  disk");
    assertThat(text).doesNotContain("\tat ");
    assertThat(Files.readString(transcript)).isEqualTo("old");
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aRunInAnAccountOfAwsLeavesNoTranscript() throws Exception {
    Path transcript = Files.writeString(directory.resolve("transcript.txt"), "old");

    Process story = tell(Good.class, transcript, Map.of("GALLERY_AWS", "plan"));

    assertThat(story.waitFor()).isZero();
    assertThat(Files.readString(transcript)).isEqualTo("old");
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(1);
    }
  }

  private static Process tell(Class<?> chapter, Path transcript) throws IOException {
    return tell(chapter, transcript, Map.of());
  }

  private static Process tell(Class<?> chapter, Path transcript, Map<String, String> settings)
      throws IOException {
    var story =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Story.class.getName(),
                chapter.getName(),
                "A chapter",
                transcript.toString()));
    story.environment().putAll(settings);
    return story.start();
  }
}

package example.elasticache.s3metadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class MainIT {

  /** Only the times may differ from run to run. */
  @Test
  void theStoryIsAlwaysTheSame() throws Exception {
    var transcript = new ByteArrayOutputStream();
    PrintStream console = System.out;
    System.setOut(new PrintStream(transcript, true, UTF_8));
    try {
      Main.main(new String[0]);
    } finally {
      System.setOut(console);
    }

    assertThat(transcript.toString(UTF_8).replaceAll("~[0-9.]+ ms", "~").replace("\r\n", "\n"))
        .isEqualTo(
            """
            Stage 1
              first lookup of sea.jpg                S3         4 bytes, 48d621        ~
              second lookup                          cache      4 bytes, 48d621        ~
              an object that is not there            S3         nothing                ~
              the same again                         S3         nothing                ~
              hits 1, misses 3

            Stage 2
              first lookup of sea.jpg                S3         4 bytes, 48d621        ~
              second lookup                          cache      4 bytes, 48d621        ~
              an object that is not there            S3         nothing                ~
              the same again                         cache      nothing                ~
              hits 2, misses 2

            Who asks?
              ada, who may see it                    S3         4 bytes, 48d621        ~
              ada again                              copy       4 bytes, 48d621        ~
              eve, who may not                       -          forbidden              ~
              eve, of what is not there              -          forbidden              ~
              ada, a moment after she was shut out   -          forbidden              ~

            S3 tells of each change
              sea.jpg                                copy       4 bytes, 48d621        ~
              after an overwrite and its event       S3         6 bytes, d487dd        ~
              the next one                           copy       6 bytes, d487dd        ~
              after a removal and its event          S3         nothing                ~
              after a new upload and its event       S3         4 bytes, 48d621        ~
              a minute later                         confirmed  4 bytes, 48d621        ~

            A page of a hundred
              cold                                   S3         100 found, 100 asked   ~
              warm                                   copy       100 found, 0 asked     ~

            S3 does not answer
              sea.jpg                                copy       4 bytes, 48d621        ~
              its copy is still fresh                copy       4 bytes, 48d621        ~
              a minute later                         stale      4 bytes, 48d621        ~
              eve                                    -          forbidden              ~
              what has no copy                       -          S3 does not say        ~
              and again                              -          S3 does not say        ~
              after three failures nobody waits      stale      4 bytes, 48d621        ~
              when S3 is back                        copy       4 bytes, 48d621        ~

            """);
  }
}

package example.elasticache.lambdacache;

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
  void theStoryIsAlwaysTheSame() {
    var transcript = new ByteArrayOutputStream();
    PrintStream console = System.out;
    System.setOut(new PrintStream(transcript, true, UTF_8));
    try {
      Main.main(new String[0]);
    } finally {
      System.setOut(console);
    }

    assertThat(transcript.toString(UTF_8).replaceAll(" *~[0-9.]+ ms", " ~").replace("\r\n", "\n"))
        .isEqualTo(
            """
            Stage 1: the answer is kept for an hour
              invocation                              init    handler  answer    upstream calls
              cold start, product 7 ~ ~  200 miss  1
              product 7 again ~  200 hit   0
              product 7 again ~  200 hit   0
              product 8 ~  200 miss  1

            """);
  }
}

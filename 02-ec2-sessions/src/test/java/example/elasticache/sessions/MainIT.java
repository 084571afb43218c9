package example.elasticache.sessions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class MainIT {

  /** Only the times may differ from run to run; and no instance is left behind. */
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
            Three instances, one session store
              logs in                              ada, page 1
              looks at the page five times         ada, page 6    from A B C

            One instance is killed (SIGKILL)
              looks five times, on two instances   ada, page 12   from A C
              looks five times, on three again     ada, page 17   from A C D

            All instances are replaced, one after the other (a deployment)
              another user's failed requests       0
              looks five times, on three new ones  ada, page 22   from E F G

            Logout everywhere
              logs in on the phone, too            ada, page 1
              (Grace logs in)                      grace, page 1
              ends all her sessions on the phone   nobody
              looks at the first browser           nobody
              (Grace looks)                        grace, page 2

            The session store stops answering (SIGSTOP)
              logs in again                        ada, page 1
              looks                                status 503     after ~
              looks when the store goes on         ada, page 2

            What each stage does with a session
              stage                                saved after logout two requests +1  while used   ends all of a user
              1 JSON under a key                   is back            counted 1        ends         cannot
              2 hash of fields                     is back            counted 2        ends         cannot
              3 read and touch                     is back            counted 1        lives        cannot
              4 guarded save                       stays ended        counted 2        lives        cannot
              5, 6 server's clock, list of a user  stays ended        counted 2        lives        yes

            """);
    assertThat(
            ProcessHandle.current()
                .children()
                .map(child -> child.info().commandLine().orElse(""))
                .filter(command -> command.contains("sessions.web.Instance"))
                .collect(Collectors.toList()))
        .isEmpty();
  }
}

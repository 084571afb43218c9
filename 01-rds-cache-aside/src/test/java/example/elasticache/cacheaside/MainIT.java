package example.elasticache.cacheaside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no server can be paused there")
@DisabledIf(
    value = "someServerIsNotOurs",
    disabledReason = "a server that the environment names cannot be paused")
class MainIT {

  static boolean someServerIsNotOurs() {
    return System.getenv("GALLERY_REDIS_URL") != null;
  }

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

    assertThat(transcript.toString(UTF_8).replaceAll("~[0-9.]+ ms", "~").replace("\r\n", "\n"))
        .isEqualTo(
            """
            Stage 1 over Redis
              first read of user 1           database  Ada Lovelace, free   ~
              second read                    cache     Ada Lovelace, free   ~
              read after a write             database  Ada Lovelace, pro    ~
              user 404, who does not exist   database  nobody               ~
              user 404 again                 database  nobody               ~
              user 404, just inserted        database  Grace Hopper, free   ~
              hits 1, misses 5

            Stage 2 over Redis
              first read of user 1           database  Ada Lovelace, free   ~
              second read                    cache     Ada Lovelace, free   ~
              read after a write             database  Ada Lovelace, pro    ~
              user 404, who does not exist   database  nobody               ~
              user 404 again                 cache     nobody               ~
              user 404, just inserted        database  Grace Hopper, free   ~
              hits 2, misses 4

            Stage 2 over Memcached
              first read of user 1           database  Ada Lovelace, free   ~
              second read                    cache     Ada Lovelace, free   ~
              read after a write             database  Ada Lovelace, pro    ~
              user 404, who does not exist   database  nobody               ~
              user 404 again                 cache     nobody               ~
              user 404, just inserted        database  Grace Hopper, free   ~
              hits 2, misses 4

            Stampede: 200 callers at once, one user, nothing cached
              stage 1    database reads 200
              leases     database reads   1

            Stale set: a write between a reader's load and its fill
              stage 1    database pro, next read free, for up to an hour
              leases     database pro, next read pro

            The cache stops answering (SIGSTOP)
              stage 1    answered  0 of 64, slowest ~
              hardened   answered 64 of 64, slowest ~
              again      answered 64 of 64, slowest ~
              back       hits again after ~, and the plan written meanwhile is gold

            """);
  }
}

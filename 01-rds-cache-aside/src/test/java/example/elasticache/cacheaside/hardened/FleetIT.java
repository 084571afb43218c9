package example.elasticache.cacheaside.hardened;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.cacheaside.InMemoryUserStore;
import example.elasticache.cacheaside.User;
import example.elasticache.devservices.RedisServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Four JVMs, each an application of its own, behind one cache. */
class FleetIT {
  private static RedisServer redis;
  private final List<Member> fleet = new ArrayList<>();

  @BeforeAll
  static void start() {
    redis = RedisServer.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @BeforeEach
  void empty() {
    redis.call("FLUSHALL");
  }

  @AfterEach
  void end() {
    fleet.forEach(Member::kill);
  }

  private Member join(int callers, long loadMillis) {
    var member = new Member(callers, loadMillis);
    fleet.add(member);
    return member;
  }

  /** Fails without the lease: then each JVM loads. */
  @Test
  void aThousandCallersInEachOfFourJvmsCauseOneLoad() {
    for (int i = 0; i < 4; i++) {
      join(1_000, 50);
    }
    assertThat(loadsOf(fleet, 1)).isEqualTo(1);
  }

  @Tag("soak")
  @RepeatedTest(5)
  void inEveryRunOfALongSeries() {
    for (int i = 0; i < 4; i++) {
      join(1_000, 50);
    }
    for (long id = 1; id <= 10; id++) {
      assertThat(loadsOf(fleet, id)).isEqualTo(1);
    }
  }

  private static int loadsOf(List<Member> fleet, long id) {
    fleet.forEach(Member::awaitReady);
    fleet.forEach(member -> member.say("read " + id));
    return fleet.stream().mapToInt(member -> Integer.parseInt(member.hear())).sum();
  }

  /** Fails when a lease has no end: then nobody ever loads again. */
  @Test
  void whenTheHolderOfTheLeaseIsKilledTheNextOneLoadsWithinTheLeasesTime() {
    Member holder = join(1, 60_000);
    holder.awaitReady();
    holder.say("read 1");
    assertThat(holder.hear()).isEqualTo("loading");
    Member next = join(1, 0);
    next.awaitReady();

    holder.kill();
    long start = System.nanoTime();
    next.say("read 1");
    assertThat(next.hear()).isEqualTo("1");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  /** One application: {@code read ID} lets all its callers read, and answers with its loads. */
  public static final class Application {
    public static void main(String[] args) throws Exception {
      int callers = Integer.parseInt(args[1]);
      long loadMillis = Long.parseLong(args[2]);
      var rows = new InMemoryUserStore();
      var store = new SlowStore(rows, 0);
      // Four thousand threads on a few processors keep the server itself waiting for one.
      var patient = Duration.ofSeconds(5);
      try (var users = HardenedUsers.builder(store, URI.create(args[0])).deadline(patient).build();
          var in = new BufferedReader(new InputStreamReader(System.in))) {
        users.find(999);
        users.find(999); // the classes are loaded and the connections are open
        store.millis = loadMillis;
        System.out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          long id = Long.parseLong(line.split(" ")[1]);
          rows.save(new User(id, "Ada Lovelace", "ada@example.com", "free"));
          store.reads.set(0);
          if (loadMillis >= 60_000) {
            System.out.println("loading");
          }
          readAtOnce(users, id, callers);
          System.out.println(store.reads.get());
        }
      }
    }

    private static void readAtOnce(HardenedUsers users, long id, int callers) throws Exception {
      var start = new CountDownLatch(1);
      var answered = new AtomicInteger();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        var thread =
            new Thread(
                null,
                () -> {
                  try {
                    start.await();
                  } catch (InterruptedException e) {
                    return;
                  }
                  users.find(id).ifPresent(user -> answered.incrementAndGet());
                },
                "caller",
                256 * 1024);
        thread.start();
        threads.add(thread);
      }
      start.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      if (answered.get() != callers) {
        throw new AssertionError(answered + " of " + callers + " were answered.");
      }
    }
  }

  /** The other end of an application. */
  private static final class Member {
    private final Process process;
    private final BufferedReader out;
    private final PrintWriter in;
    private boolean ready;

    Member(int callers, long loadMillis) {
      try {
        process =
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Djava.util.logging.config.file="
                        + System.getProperty("java.util.logging.config.file"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Application.class.getName(),
                    "redis://127.0.0.1:" + redis.address().getPort(),
                    String.valueOf(callers),
                    String.valueOf(loadMillis))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      out = process.inputReader();
      in = new PrintWriter(process.outputWriter(), true);
    }

    void awaitReady() {
      if (!ready) {
        assertThat(hear()).isEqualTo("ready");
        ready = true;
      }
    }

    void say(String line) {
      in.println(line);
    }

    String hear() {
      try {
        return out.readLine();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void kill() {
      process.destroyForcibly();
      try {
        process.waitFor(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

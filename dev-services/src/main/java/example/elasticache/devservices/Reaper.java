package example.elasticache.devservices;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * Ends the servers of a JVM that was killed.
 *
 * <p>A killed JVM runs no shutdown hook, and its children live on. So each JVM that starts a server
 * has one small helper JVM, which reads what to end from its standard input. When the input ends,
 * the parent is gone, however it went.
 */
public final class Reaper {
  private static final String PROCESS = "process";
  private static final String CONTAINER = "container";
  private static final long LIMIT_NANOS = 10_000_000_000L;

  private static final Set<String> WARDS = new LinkedHashSet<>();
  private static PrintStream helper;

  /** Something that is ended when this JVM is gone, unless it has been released before. */
  public static final class Ward {
    private final String line;

    private Ward(String line) {
      this.line = line;
      tell("+", line);
    }

    /** Takes it back: it has been ended already. */
    public void release() {
      tell("-", line);
    }
  }

  /** Has the process ended and the directory deleted when this JVM is gone. */
  static Ward watch(Process process, Path directory) {
    // The start time tells our process from a later one with the same number.
    return new Ward(
        String.join("\t", PROCESS, id(process.toHandle()), directory.toAbsolutePath().toString()));
  }

  /** Has the process ended when this JVM is gone. */
  public static Ward watch(Process process) {
    return new Ward(PROCESS + "\t" + id(process.toHandle()));
  }

  /** Has the container with this name removed when this JVM is gone, even if it is yet to come. */
  static Ward watchContainer(String name) {
    return new Ward(String.join("\t", CONTAINER, name));
  }

  private static String id(ProcessHandle process) {
    long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return process.pid() + "@" + started;
  }

  private static synchronized void tell(String verb, String ward) {
    if (verb.equals("+")) {
      WARDS.add(ward);
    } else {
      WARDS.remove(ward);
    }
    if (helper != null) {
      helper.println(verb + "\t" + ward);
    }
    // Somebody may have killed the helper: another one learns everything anew.
    if (helper == null || helper.checkError()) {
      helper = start();
      WARDS.forEach(each -> helper.println("+\t" + each));
      helper.flush();
    }
  }

  private static PrintStream start() {
    try {
      var builder =
          new ProcessBuilder(command())
              // Not inherited: whoever waits for the parent's output must not wait for the helper.
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD);
      // A debugger's or an agent's options are meant for the parent; its port would be taken.
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      builder.environment().remove("JDK_JAVA_OPTIONS");
      return new PrintStream(builder.start().getOutputStream(), false, StandardCharsets.UTF_8);
    } catch (IOException | URISyntaxException e) {
      throw new ServerException("Could not start the helper that ends left-over servers.", e);
    }
  }

  private static List<String> command() throws URISyntaxException {
    List<String> command = new ArrayList<>();
    if (!Engines.isWindows()) {
      // Ctrl-C and a closed terminal reach the helper as well, and it must outlive its parent.
      command.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP TERM; exec \"$0\" \"$@\""));
    }
    Path classes =
        Path.of(Reaper.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx16m",
            "-classpath",
            classes.toString(),
            Reaper.class.getName()));
    return command;
  }

  /** The helper JVM: reads wards until the input ends, then ends what is left. */
  public static void main(String[] args) throws IOException {
    var done = new CountDownLatch(1);
    // On Windows, Ctrl-C ends a JVM, but not before its shutdown hooks are done.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitUninterruptibly(done)));
    try {
      Set<String> wards = new LinkedHashSet<>();
      var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        String ward = line.substring(2);
        if (line.startsWith("+")) {
          wards.add(ward);
        } else {
          wards.remove(ward);
        }
      }
      end(wards);
    } finally {
      done.countDown();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(Set<String> wards) throws IOException {
    List<ProcessHandle> dying = new ArrayList<>();
    List<Path> directories = new ArrayList<>();
    for (String ward : wards) {
      String[] words = ward.split("\t");
      if (words[0].equals(CONTAINER)) {
        dying.add(Docker.command("rm", "--force", "--volumes", words[1]).start().toHandle());
      } else {
        process(words[1]).ifPresent(dying::add);
        process(words[1]).ifPresent(ProcessHandle::destroyForcibly);
        if (words.length > 2) {
          directories.add(Path.of(words[2]));
        }
      }
    }
    // All are told before one is waited for: the JDK is slow to notice the end of a stranger.
    long limit = System.nanoTime() + LIMIT_NANOS;
    while (dying.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < limit) {
      Processes.sleep(10);
    }
    directories.forEach(WorkFiles::delete);
  }

  private static Optional<ProcessHandle> process(String id) {
    long pid = Long.parseLong(id.substring(0, id.indexOf('@')));
    return ProcessHandle.of(pid).filter(process -> id(process).equals(id));
  }

  private Reaper() {}
}

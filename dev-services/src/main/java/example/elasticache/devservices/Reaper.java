package example.elasticache.devservices;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Ends the servers of a JVM that was killed.
 *
 * <p>A killed JVM runs no shutdown hook, and its children live on. So each JVM that starts a server
 * has one small helper JVM, which reads what to end from its standard input. When the input ends,
 * the parent is gone, however it went.
 */
final class Reaper {
  private static PrintStream helper;

  /** Has the process ended and the directory deleted when this JVM is gone. */
  static synchronized void watch(Process process, Path directory) {
    tell("+", process.toHandle(), directory.toString());
  }

  /** Takes a process back that has ended already. */
  static synchronized void forget(Process process) {
    tell("-", process.toHandle(), "");
  }

  private static void tell(String verb, ProcessHandle process, String directory) {
    if (helper == null) {
      helper = start();
    }
    // The start time tells our process from a later one with the same number.
    long started = process.info().startInstant().map(i -> i.toEpochMilli()).orElse(0L);
    helper.println(verb + "\t" + process.pid() + "\t" + started + "\t" + directory);
    helper.flush();
  }

  private static PrintStream start() {
    try {
      Path classes =
          Path.of(Reaper.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xmx16m",
                  "-classpath",
                  classes.toString(),
                  Reaper.class.getName())
              // Not inherited: whoever waits for the parent's output must not wait for the helper.
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      return new PrintStream(process.getOutputStream(), false, StandardCharsets.UTF_8);
    } catch (Exception e) {
      throw new ServerException("Could not start the helper that ends left-over servers.", e);
    }
  }

  private record Ward(long pid, long started, Path directory) {}

  /** The helper JVM: reads wards until the input ends, then ends what is left. */
  public static void main(String[] args) throws IOException {
    Map<Long, Ward> wards = new HashMap<>();
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] words = line.split("\t", -1);
      long pid = Long.parseLong(words[1]);
      if (words[0].equals("+")) {
        wards.put(pid, new Ward(pid, Long.parseLong(words[2]), Path.of(words[3])));
      } else {
        wards.remove(pid);
      }
    }
    wards.values().forEach(Reaper::end);
  }

  private static void end(Ward ward) {
    Optional<ProcessHandle> process =
        ProcessHandle.of(ward.pid)
            .filter(
                p -> p.info().startInstant().map(i -> i.toEpochMilli()).orElse(0L) == ward.started);
    process.ifPresent(
        p -> {
          p.destroyForcibly();
          p.onExit().join();
        });
    WorkFiles.delete(ward.directory);
  }

  private Reaper() {}
}

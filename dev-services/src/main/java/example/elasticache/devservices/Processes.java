package example.elasticache.devservices;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Small things that every server process needs. */
final class Processes {

  /** Returns whether something accepts connections there within this time. */
  static boolean listens(InetSocketAddress address, Duration limit) {
    try (var socket = new Socket()) {
      socket.connect(address, (int) limit.toMillis());
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }

  /** Returns whether something accepts connections there, on this machine. */
  static boolean listens(InetSocketAddress address) {
    return listens(address, Duration.ofMillis(500));
  }

  /** Returns whether the first five characters of the answer to a request are such. */
  static boolean answers(InetSocketAddress address, String request, Pattern begin) {
    try (var socket = new Socket()) {
      socket.connect(address, 500);
      socket.setSoTimeout(500);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      byte[] answer = socket.getInputStream().readNBytes(5);
      return begin.matcher(new String(answer, StandardCharsets.ISO_8859_1)).matches();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Sends a signal by name, such as STOP or CONT. */
  static void signal(String name, ProcessHandle process) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      if (kill.waitFor() != 0) {
        throw new ServerException("Process " + process.pid() + " is gone already.");
      }
    } catch (IOException e) {
      throw new ServerException(
          "This system has no kill command, so a server cannot be paused here. Use Linux, macOS or WSL for the failure labs.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("Interrupted.", e);
    }
  }

  /** Ends a process at once and waits until it is gone, even in a thread that is interrupted. */
  static void kill(Process process) {
    process.destroyForcibly();
    boolean interrupted = false;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    // Not onExit(): that waits for a thread of the common pool, which the program may have in use.
    while (process.isAlive() && System.nanoTime() < end) {
      try {
        process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        // What ends a server must be finished all the same.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs something in a thread of its own that does not keep the JVM alive. */
  static void inBackground(Runnable work) {
    var thread = new Thread(work, "dev-services");
    thread.setDaemon(true);
    thread.start();
  }

  static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("Interrupted.", e);
    }
  }

  private Processes() {}
}

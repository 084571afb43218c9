package example.elasticache.devservices;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** Small things that every server process needs. */
final class Processes {

  /** Returns whether something accepts connections there. */
  static boolean listens(InetSocketAddress address) {
    try (var socket = new Socket()) {
      socket.connect(address, 500);
      return true;
    } catch (IOException nobody) {
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

  /** Ends a process at once and waits until it is gone. */
  static void kill(Process process) {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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

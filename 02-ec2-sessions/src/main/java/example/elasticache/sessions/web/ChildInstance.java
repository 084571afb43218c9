package example.elasticache.sessions.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An {@link Instance} in a child JVM, as seen from the parent. */
public final class ChildInstance implements AutoCloseable {
  private final String name;
  private final Process process;
  private InetSocketAddress address;

  private ChildInstance(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  /** Starts one; {@link #awaitReady} says when it listens. */
  public static ChildInstance start(String name, URI store) {
    try {
      var builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xmx64m",
                  // Else each answer waits 40 ms for an acknowledgement.
                  "-Dsun.net.httpserver.nodelay=true",
                  "-classpath",
                  System.getProperty("java.class.path"),
                  Instance.class.getName(),
                  name)
              .redirectError(Redirect.INHERIT);
      // Not an argument: everybody on this machine may see those.
      builder.environment().put(Instance.STORE, store.toString());
      return new ChildInstance(name, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start instance " + name + ".", e);
    }
  }

  /** Waits until it listens, and returns it. */
  public ChildInstance awaitReady() {
    var output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    try {
      String port = output.readLine();
      if (port == null) {
        throw new IllegalStateException("Instance " + name + " ended while it started.");
      }
      address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("Instance " + name + " did not start.", e);
    }
  }

  /** Returns what its pages call it. */
  public String name() {
    return name;
  }

  /** Returns where it listens. */
  public InetSocketAddress address() {
    return address;
  }

  /** Ends it as SIGKILL does, without a moment to tidy up. */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  /** Tells it to finish its requests and end, and does not wait for that. */
  public void retire() {
    try {
      process.getOutputStream().close();
    } catch (IOException alreadyGone) {
      // Its input has ended already, and so has it.
    }
  }

  /** Lets it finish its requests, and ends it. */
  @Override
  public void close() {
    retire();
    if (!await()) {
      kill();
    }
  }

  private boolean await() {
    try {
      return process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

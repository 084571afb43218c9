package example.elasticache.devservices;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a container, driven through the docker command. */
final class DockerServer implements Server {
  private final String image;
  private final String container;
  private final InetSocketAddress address;

  private DockerServer(String image, String container, InetSocketAddress address) {
    this.image = image;
    this.container = container;
    this.address = address;
  }

  /** Runs an image and returns when its log says that it is ready; an empty mark asks the port. */
  static DockerServer start(String image, int port, String mark, String... options) {
    String name = Settings.get("TESTCONTAINERS_HUB_IMAGE_NAME_PREFIX").orElse("") + image;
    if (!succeeds("docker", "image", "inspect", name)) {
      Progress.say("Docker fetches the image " + image + " once; this can take minutes ...");
    }
    int free = Ports.free();
    List<String> command = new ArrayList<>(List.of("docker", "run", "--detach", "--rm"));
    // The same port after a restart, so that clients find it again.
    command.addAll(List.of("--publish", "127.0.0.1:" + free + ":" + port));
    command.addAll(Arrays.asList(options));
    command.add(name);
    String container = run(15 * 60, command.toArray(String[]::new)).strip();
    container = container.substring(container.lastIndexOf('\n') + 1);
    var server = new DockerServer(image, container, new InetSocketAddress("127.0.0.1", free));
    server.awaitReady(mark);
    return server;
  }

  private void awaitReady(String mark) {
    long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!(Processes.listens(address) && run(10, "docker", "logs", container).contains(mark))) {
      if (System.nanoTime() > limit) {
        String log = run(10, "docker", "logs", "--tail", "12", container);
        close();
        throw new ServerException(
            image + " did not get ready in a minute. The last lines of its log:\n" + log.indent(2));
      }
      Processes.sleep(100);
    }
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public String description() {
    return "Docker image " + image;
  }

  @Override
  public void pause() {
    run(10, "docker", "pause", container);
  }

  @Override
  public void resume() {
    run(10, "docker", "unpause", container);
  }

  @Override
  public void kill() {
    throw new ServerException("A container of this gallery cannot be killed and kept; pause it.");
  }

  @Override
  public void restart() {
    run(30, "docker", "restart", "--time", "0", container);
    awaitReady("");
  }

  @Override
  public void close() {
    succeeds("docker", "rm", "--force", "--volumes", container);
  }

  private static boolean succeeds(String... command) {
    try {
      run(60, command);
      return true;
    } catch (ServerException e) {
      return false;
    }
  }

  private static String run(int seconds, String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes());
      if (!process.waitFor(seconds, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new ServerException(
            "\"" + String.join(" ", command) + "\" failed:\n" + text.indent(2));
      }
      return text;
    } catch (IOException e) {
      throw new ServerException("Docker answers, but there is no docker command on the PATH.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("Interrupted.", e);
    }
  }
}

package example.elasticache.devservices;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A server in a container, driven through the docker command. */
final class DockerServer implements Server {

  /**
   * An image, the port inside it, and how to tell that it is ready: its log has said so, and it
   * answers a request as it should. The port alone says nothing: Docker listens before the server
   * does.
   */
  record Image(
      String name, int port, String mark, String request, Pattern answer, List<String> options) {
    static final Image VALKEY =
        new Image(
            "valkey/valkey:8.1",
            6379,
            "Ready to accept connections",
            "PING\r\n",
            Pattern.compile("\\+PONG"),
            List.of());

    static final Image REDIS =
        new Image(
            "redis:8.0", VALKEY.port, VALKEY.mark, VALKEY.request, VALKEY.answer, VALKEY.options);

    static final Image MEMCACHED =
        new Image("memcached:1.6", 11211, "", "version\r\n", Pattern.compile("VERSI"), List.of());

    static final Image MYSQL =
        new Image(
            "mysql:9.7",
            3306,
            // The server that prepares the files says "port: 0".
            "port: 3306",
            // It speaks first: the length of its greeting, a zero, and 10 for the protocol.
            "",
            Pattern.compile(".{3}\0\n", Pattern.DOTALL),
            List.of(
                "--env=MYSQL_RANDOM_ROOT_PASSWORD=yes",
                "--env=MYSQL_DATABASE=gallery",
                "--env=MYSQL_USER=gallery",
                "--env=MYSQL_PASSWORD=gallery"));
  }

  private static final int ATTEMPTS = 5;

  private final Image image;
  private final String container;
  private final InetSocketAddress address;
  private final Reaper.Ward ward;

  private DockerServer(Image image, String container, InetSocketAddress address) {
    this.image = image;
    this.container = container;
    this.address = address;
    // Before it exists: a JVM that is killed meanwhile leaves nothing either.
    this.ward = Reaper.watchContainer(container);
  }

  /** Runs an image on a free port and returns when it is ready for clients. */
  static DockerServer start(Image image) {
    String name = fullName(image);
    if (!hasImage(image)) {
      Progress.say("Docker fetches the image " + name + " once; this can take minutes ...");
      docker(15 * 60, "pull", name);
    }
    for (int attempt = 1; ; attempt++) {
      var address = new InetSocketAddress("127.0.0.1", Ports.free());
      var server = new DockerServer(image, "gallery-" + UUID.randomUUID(), address);
      try {
        server.run(name);
        server.awaitReady(image.mark);
        return server;
      } catch (ServerException e) {
        server.close();
        if (attempt == ATTEMPTS || !portTaken(e)) {
          throw e;
        }
      }
    }
  }

  /** Returns whether the image is on this machine already. */
  static boolean hasImage(Image image) {
    return succeeds("image", "inspect", fullName(image));
  }

  private static String fullName(Image image) {
    return Settings.get("TESTCONTAINERS_HUB_IMAGE_NAME_PREFIX").orElse("") + image.name;
  }

  private void run(String name) {
    List<String> arguments = new ArrayList<>(List.of("run", "--detach", "--name", container));
    // A port of our choice, because Docker's own would be another one after a restart.
    arguments.addAll(List.of("--publish", "127.0.0.1:" + address.getPort() + ":" + image.port));
    arguments.addAll(image.options);
    arguments.add(name);
    docker(60, arguments.toArray(String[]::new));
  }

  private static boolean portTaken(ServerException e) {
    String text = e.getMessage().toLowerCase(Locale.ROOT);
    return text.contains("already allocated") || text.contains("address already in use");
  }

  private void awaitReady(String mark) {
    long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!(docker(10, "logs", container).contains(mark)
        && Processes.answers(address, image.request, image.answer))) {
      boolean dead =
          !docker(10, "inspect", "--format", "{{.State.Running}}", container)
              .strip()
              .equals("true");
      if (dead || System.nanoTime() > limit) {
        String log = docker(10, "logs", "--tail", "12", container);
        String how = dead ? " ended while it started." : " did not get ready in a minute.";
        throw new ServerException(
            image.name + how + " The last lines of its log:\n" + log.indent(2));
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
    return "Docker image " + image.name;
  }

  @Override
  public void pause() {
    docker(10, "pause", container);
  }

  @Override
  public void resume() {
    docker(10, "unpause", container);
  }

  @Override
  public void kill() {
    docker(10, "kill", container);
  }

  @Override
  public void restart() {
    docker(30, "restart", "--time", "0", container);
    // The log still holds what the first start said.
    awaitReady("");
  }

  @Override
  public void close() {
    succeeds("rm", "--force", "--volumes", container);
    ward.release();
  }

  private static boolean succeeds(String... arguments) {
    try {
      docker(60, arguments);
      return true;
    } catch (ServerException e) {
      return false;
    }
  }

  private static String docker(int seconds, String... arguments) {
    try {
      Process process = Docker.command(arguments).start();
      process
          .onExit()
          .orTimeout(seconds, TimeUnit.SECONDS)
          .whenComplete(
              (ended, late) -> {
                // Not when it has ended by itself: that would close what is still being read.
                if (late != null) {
                  process.destroyForcibly();
                }
              });
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new ServerException(
            "\"docker " + String.join(" ", arguments) + "\" failed:\n" + text.indent(2));
      }
      return text;
    } catch (IOException e) {
      throw new ServerException(
          "The docker command cannot be run, or did not answer in " + seconds + " seconds.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("Interrupted.", e);
    }
  }
}

package example.elasticache.devservices;

import example.elasticache.devservices.DockerServer.Image;
import java.util.Optional;

/** An engine that Docker can lend where the one on this machine lacks something. */
public enum DockerEngine {
  /** Redis 8, which knows what Redis 7.0 does not. */
  REDIS(Image.REDIS),
  /** The real memcached. */
  MEMCACHED(Image.MEMCACHED);

  private final Image image;

  DockerEngine(Image image) {
    this.image = image;
  }

  /** Returns the name of its image. */
  public String image() {
    return image.name();
  }

  /**
   * Returns whether it can be had in seconds: Docker answers, is not ruled out, and has the image.
   *
   * <p>What nobody asked for is not worth minutes of download.
   */
  public boolean isHere() {
    return Settings.source() != Settings.Source.LOCAL
        && Docker.answers()
        && DockerServer.hasImage(image);
  }

  /**
   * Starts it if it is here; a Docker that cannot says why on standard error, and is no failure.
   */
  public Optional<Server> start() {
    try {
      return isHere() ? Optional.of(DockerServer.start(image)) : Optional.empty();
    } catch (ServerException e) {
      Progress.say("  Docker did not start " + image.name() + ": " + e.getMessage());
      return Optional.empty();
    }
  }
}

package example.elasticache.devservices;

import java.util.Locale;
import java.util.Optional;

/** What the environment says; a system property of the same meaning wins, for tests and IDEs. */
final class Settings {

  /** Where servers may come from. */
  enum Source {
    /** A program first, Docker where there is none. */
    AUTO,
    /** Programs only. */
    LOCAL,
    /** Docker only. */
    DOCKER
  }

  /** Returns a setting, such as GALLERY_REDIS_URL or the property gallery.redis.url. */
  static Optional<String> get(String name) {
    String property = System.getProperty(name.toLowerCase(Locale.ROOT).replace('_', '.'));
    String value = property != null ? property : System.getenv(name);
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** Returns where servers may come from. */
  static Source source() {
    String text = get("GALLERY_SERVERS").orElse("auto");
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "auto" -> Source.AUTO;
      case "local" -> Source.LOCAL;
      case "docker" -> Source.DOCKER;
      default ->
          throw new ServerException(
              "GALLERY_SERVERS is \"" + text + "\", but must be auto, local or docker.");
    };
  }

  private Settings() {}
}

package example.elasticache.cacheaside;

import java.net.URI;

/** Checks endpoints before a client sees them, and says in plain words what to change. */
final class Endpoints {

  /** Throws {@link IllegalArgumentException} unless it is a Redis endpoint with host and port. */
  static void checkRedis(URI endpoint) {
    String scheme = endpoint.getScheme();
    if (!"redis".equals(scheme) && !"rediss".equals(scheme)) {
      throw new IllegalArgumentException(
          "A Redis or Valkey endpoint begins with redis:// or, with TLS, rediss://, but this one begins with "
              + (scheme == null ? "neither" : "\"" + scheme + ":\"")
              + ". For ElastiCache, write rediss:// and the endpoint that the console shows, such as rediss://my-cache.example:6379.");
    }
    if (endpoint.getHost() == null || endpoint.getPort() == -1) {
      // The URI itself may hold a password: it is not repeated.
      throw new IllegalArgumentException(
          "A Redis or Valkey endpoint names a host and a port, such as "
              + scheme
              + "://my-cache.example:6379, but this one lacks one of them.");
    }
  }

  /** Throws {@link IllegalArgumentException} unless it is a JDBC URL of MySQL. */
  static void checkMySql(String url) {
    if (url == null || !url.startsWith("jdbc:mysql:")) {
      throw new IllegalArgumentException(
          "A database URL begins with jdbc:mysql://, such as jdbc:mysql://my-db.example:3306/shop. Name user and password apart from it.");
    }
  }

  private Endpoints() {}
}

package example.elasticache.devservices.topology;

import example.elasticache.devservices.AclUser;
import example.elasticache.devservices.RedisServer;
import java.net.URI;

/** The address of a server with TLS and users. */
final class Tls {

  static URI uri(AclUser user, RedisServer server) {
    return URI.create(
        "rediss://%s:%s@localhost:%d"
            .formatted(user.name(), user.password(), server.address().getPort()));
  }

  private Tls() {}
}

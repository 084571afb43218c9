package example.elasticache.devservices.topology;

import example.elasticache.devservices.AclUser;
import example.elasticache.devservices.RedisServer;
import java.net.URI;
import java.net.URISyntaxException;

/** The address of a server with TLS and users. */
final class Tls {

  static URI uri(AclUser user, RedisServer server) {
    String login = user.name() + ":" + user.password();
    try {
      // This constructor encodes what a password may hold and a URI may not.
      return new URI("rediss", login, "localhost", server.address().getPort(), null, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("The name of the user makes no URI.");
    }
  }

  private Tls() {}
}

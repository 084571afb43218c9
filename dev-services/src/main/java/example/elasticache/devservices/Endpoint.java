package example.elasticache.devservices;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where one server is; exactly one of the three forms is there. Its text shows no password. */
final class Endpoint {
  private static final Pattern MYSQL = Pattern.compile("jdbc:mysql://([^:/?@]+)(?::(\\d+))?/.*");

  /** A first connection to a serverless cache can take seconds. */
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  private final URI uri;
  private final Database database;
  private final InetSocketAddress address;

  private Endpoint(URI uri, Database database, InetSocketAddress address) {
    this.uri = uri;
    this.database = database;
    this.address = address;
  }

  static Endpoint redis(URI uri) {
    return new Endpoint(uri, null, new InetSocketAddress(uri.getHost(), uri.getPort()));
  }

  static Endpoint memcached(InetSocketAddress address) {
    return new Endpoint(null, null, address);
  }

  static Endpoint mySql(Database database) {
    Matcher url = MYSQL.matcher(database.url());
    if (!url.matches()) {
      throw new ServerException(
          "GALLERY_MYSQL_URL must look like jdbc:mysql://host:3306/database. Put user and password in GALLERY_MYSQL_USER and GALLERY_MYSQL_PASSWORD.");
    }
    int port = url.group(2) == null ? 3306 : Integer.parseInt(url.group(2));
    return new Endpoint(null, database, new InetSocketAddress(url.group(1), port));
  }

  /** Returns the endpoint that the environment names for this kind of server. */
  static Optional<Endpoint> fromEnvironment(Service kind) {
    return switch (kind) {
      case REDIS -> Settings.get("GALLERY_REDIS_URL").map(Endpoint::parseRedis);
      case MEMCACHED -> Settings.get("GALLERY_MEMCACHED").map(Endpoint::parseMemcached);
      case MYSQL ->
          Settings.get("GALLERY_MYSQL_URL")
              .map(
                  url ->
                      mySql(
                          new Database(
                              url,
                              Settings.get("GALLERY_MYSQL_USER").orElse(""),
                              Settings.get("GALLERY_MYSQL_PASSWORD").orElse(""))));
    };
  }

  private static Endpoint parseRedis(String text) {
    String advice =
        " It must look like redis://host:6379, or rediss://user:password@host:6379 with TLS; in a password, write %40 for @, %3A for : and %2F for /.";
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      // Not kept as the cause: its message repeats the text, and with it the password.
      throw new ServerException("GALLERY_REDIS_URL is not a URL." + advice);
    }
    if (!"redis".equals(uri.getScheme()) && !"rediss".equals(uri.getScheme())) {
      throw new ServerException("GALLERY_REDIS_URL has another scheme." + advice);
    }
    if (uri.getHost() == null || uri.getPort() < 1 || uri.getPort() > 65535) {
      throw new ServerException("GALLERY_REDIS_URL lacks a host or a port." + advice);
    }
    return redis(uri);
  }

  private static Endpoint parseMemcached(String text) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    if (colon < 1
        || text.contains("/")
        || !port.matches("\\d{1,5}")
        || Integer.parseInt(port) > 65535) {
      throw new ServerException(
          "GALLERY_MEMCACHED is \"" + text + "\", but must look like host:11211.");
    }
    return memcached(new InetSocketAddress(text.substring(0, colon), Integer.parseInt(port)));
  }

  /** Fails in plain words unless something accepts connections there. */
  void requireListener() {
    if (address.isUnresolved()) {
      throw new ServerException(
          "No such host: "
              + address.getHostString()
              + ". Check the name; the name of an ElastiCache or RDS endpoint resolves inside its VPC only.");
    }
    if (!Processes.listens(address, CONNECT_LIMIT)) {
      throw new ServerException(
          "Nothing accepts connections at "
              + where()
              + ". Check the port, and that the security group lets this machine in.");
    }
  }

  /** Returns host and port, which is all that may be shown. */
  String where() {
    return address.getHostString() + ":" + address.getPort();
  }

  URI uri() {
    return uri;
  }

  Database database() {
    return database;
  }

  InetSocketAddress address() {
    return address;
  }
}

package example.elasticache.cacheaside;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisException;

/** Checks endpoints, and says in plain words what to change. */
public final class Endpoints {
  private static final Pattern LOCAL =
      Pattern.compile("^jdbc:mysql://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:\\d+)?(/|$)");

  /** Throws {@link IllegalArgumentException} unless it is a Redis endpoint with host and port. */
  public static void checkRedis(URI endpoint) {
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

  /** Returns whether a JDBC URL names this machine. */
  static boolean isLocal(String url) {
    return LOCAL.matcher(url).find();
  }

  // tag::answer[]
  /**
   * Asks the server once; if it does not answer as it should, says why in plain words.
   *
   * <p>For a deployment check or a first try. An application that serves users starts without its
   * cache.
   *
   * @throws CacheException with the reason and what to do; it never shows a password
   */
  public static void requireAnswer(UnifiedJedis redis, URI endpoint) {
    try {
      redis.ping();
    } catch (JedisException e) {
      String where = endpoint.getHost() + ":" + endpoint.getPort();
      throw new CacheException("Redis or Valkey at " + where + ": " + reason(endpoint, e), e);
    }
  }

  // end::answer[]

  private static String reason(URI endpoint, JedisException failure) {
    boolean tls = "rediss".equals(endpoint.getScheme());
    if (failure instanceof JedisAccessControlException) {
      String reply = String.valueOf(failure.getMessage());
      return reply.startsWith("NOPERM")
          ? "this user may not run PING. Give its access string +@connection."
          : reply.startsWith("NOAUTH")
              ? "it wants a user name and a password. Put them in the endpoint: "
                  + endpoint.getScheme()
                  + "://user:password@host:port."
              : "it refused the user name or the password. Check both; write %40 for @, %3A for : and %2F for / in them.";
    }
    List<Throwable> causes = causes(failure);
    if (any(causes, UnknownHostException.class)) {
      return "no such host. Check the name; an ElastiCache name resolves inside its VPC only.";
    }
    if (any(causes, CertificateException.class)) {
      return text(causes).contains("path")
          ? "its certificate is not signed by an authority that this JVM trusts. Give the client a trust store with that authority."
          : "its certificate is for another host name. Use the name that the certificate names; do not switch the check off.";
    }
    if (any(causes, SSLException.class)) {
      return "it does not speak TLS. Use redis:// here, or switch on encryption in transit there.";
    }
    if (any(causes, ConnectException.class)) {
      return "nothing listens there. Check the port, and that the server runs.";
    }
    if (any(causes, SocketTimeoutException.class)) {
      return text(causes).contains("connect")
          ? "no connection in time. Check that the security group lets this machine in, and that it is inside the VPC."
          : "connected, but no answer in time. "
              + (tls ? "If it speaks no TLS, use redis://." : "If it wants TLS, use rediss://.");
    }
    return tls
        ? "it closed the connection."
        : "it closed the connection. If it wants TLS, as every serverless cache does, use rediss://.";
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable t = failure; t != null && !causes.contains(t); t = t.getCause()) {
      causes.add(t);
      // The JDK tries each address of a host and keeps the failures here.
      for (Throwable also : t.getSuppressed()) {
        causes.addAll(causes(also));
      }
    }
    return causes;
  }

  private static boolean any(List<Throwable> causes, Class<? extends Throwable> type) {
    return causes.stream().anyMatch(type::isInstance);
  }

  private static String text(List<Throwable> causes) {
    return causes.stream()
        .map(cause -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
        .reduce("", String::concat);
  }

  private Endpoints() {}
}

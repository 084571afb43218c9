package example.elasticache.devservices.topology;

import example.elasticache.devservices.AclUser;
import example.elasticache.devservices.Certificates;
import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.RedisSetup;
import java.net.URI;

/** A server that talks TLS only and lets named users in only, as ElastiCache with RBAC does. */
public final class TlsRedis implements AutoCloseable {
  private static final AclUser APP = AclUser.everything("app", "app-secret");

  private final Certificates certificates;
  private final AclUser user;
  private final RedisServer server;

  private TlsRedis(Certificates certificates, AclUser... users) {
    this.certificates = certificates;
    this.user = users[0];
    this.server = new RedisSetup().tls(certificates).users(users).start();
  }

  /** Starts one with a certificate for localhost, and a user who may do everything. */
  public static TlsRedis start() {
    return start(APP);
  }

  /** Starts one that lets these users in; {@link #uri} names the first. */
  public static TlsRedis start(AclUser first, AclUser... others) {
    AclUser[] users = new AclUser[others.length + 1];
    users[0] = first;
    System.arraycopy(others, 0, users, 1, others.length);
    return new TlsRedis(Certificates.forLocalhost(), users);
  }

  /** Starts one whose certificate is for another host: a client that checks names refuses it. */
  public static TlsRedis startWithWrongName() {
    return new TlsRedis(Certificates.forAnotherHost(), APP);
  }

  /** Returns {@code rediss://user:password@localhost:port}. */
  public URI uri() {
    return Tls.uri(user, server);
  }

  /** Returns the first user. */
  public AclUser user() {
    return user;
  }

  /** Returns what a client must trust. */
  public Certificates certificates() {
    return certificates;
  }

  /** Returns the server, to pause, kill, restart or ask it. */
  public RedisServer server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
  }
}

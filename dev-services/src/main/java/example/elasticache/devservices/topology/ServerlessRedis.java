package example.elasticache.devservices.topology;

import example.elasticache.devservices.AclUser;
import example.elasticache.devservices.Certificates;
import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.RedisSetup;
import java.net.URI;

/**
 * One engine in the shape of ElastiCache Serverless: a learner meets its errors on a laptop.
 *
 * <p>Like the service: TLS always, users always, the cluster protocol with all 16384 slots on one
 * node that calls itself by a host name, only keys with a time to live are evicted, and the
 * commands that the service refuses are refused. Unlike it: one process, no second port for reads,
 * and no limit on requests.
 */
public final class ServerlessRedis implements AutoCloseable {
  /**
   * What ElastiCache Serverless refuses to everybody, as ACL rules.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SupportedCommands.html">The
   *     service's list</a>
   */
  public static final String REFUSED =
      """
      -config -select -keys -monitor -debug -save -bgsave -bgrewriteaof -replicaof -slaveof \
      -migrate -shutdown -sync -psync -psubscribe -punsubscribe -acl|setuser -acl|deluser \
      -function -fcall -fcall_ro -wait -object|freq -object|idletime""";

  /** What an application may do: everything but that, and of CLUSTER only what clients ask. */
  public static final String RULES =
      "~* &* +@all "
          + REFUSED
          + """
       -cluster +cluster|countkeysinslot +cluster|getkeysinslot +cluster|info +cluster|keyslot \
      +cluster|myid +cluster|nodes +cluster|replicas +cluster|shards +cluster|slots""";

  private static final int SLOTS = 16_384;

  private final Certificates certificates;
  private final AclUser user;
  private final RedisServer server;

  private ServerlessRedis(Certificates certificates, AclUser user) {
    this.certificates = certificates;
    this.user = user;
    this.server =
        new RedisSetup()
            .tls(certificates)
            .users(user)
            .clusterNode()
            .set("cluster-announce-hostname", "localhost")
            .set("cluster-preferred-endpoint-type", "hostname")
            .set("maxmemory-policy", "volatile-lru")
            // Else the engine refuses DEBUG to everybody, in other words than the service's.
            .set("enable-debug-command", "yes")
            .start();
  }

  /** Starts one with a user called app. */
  public static ServerlessRedis start() {
    return start("app", "app-secret");
  }

  /** Starts one with a user of this name. */
  public static ServerlessRedis start(String name, String password) {
    var serverless =
        new ServerlessRedis(Certificates.forLocalhost(), new AclUser(name, password, RULES));
    try {
      serverless.server.call("CLUSTER", "ADDSLOTSRANGE", "0", String.valueOf(SLOTS - 1));
      serverless.awaitReady();
      return serverless;
    } catch (RuntimeException e) {
      serverless.close();
      throw e;
    }
  }

  /** Waits until it serves all slots, which a master does two seconds after its start. */
  public void awaitReady() {
    Servers.await(
        "the serverless-shaped engine serves all slots",
        () -> server.call("CLUSTER", "INFO").toString().contains("cluster_state:ok"));
  }

  /** Returns {@code rediss://user:password@localhost:port}; the port stays through a restart. */
  public URI uri() {
    return Tls.uri(user, server);
  }

  /** Returns the user who may do what an application may. */
  public AclUser user() {
    return user;
  }

  /** Returns what a client must trust. */
  public Certificates certificates() {
    return certificates;
  }

  /** Returns the server, to pause, kill, restart or ask it with all rights. */
  public RedisServer server() {
    return server;
  }

  /** Names another port of localhost to cluster clients: that of a door in front of the engine. */
  public void announcePort(int port) {
    server.call("CONFIG", "SET", "cluster-announce-tls-port", String.valueOf(port));
    server.call("CONFIG", "REWRITE");
  }

  @Override
  public void close() {
    server.close();
  }
}

package example.elasticache.devservices.aws;

import example.elasticache.devservices.Certificates;
import example.elasticache.devservices.topology.ServerlessRedis;
import java.util.Optional;
import java.util.UUID;

/** What stands behind a serverless cache: one engine in its shape, and its two doors. */
final class ServerlessEngine implements AutoCloseable {
  private final AccessControl access;
  private final ServerlessRedis redis;
  private final FrontDoor door;
  private final FrontDoor readerDoor;

  ServerlessEngine(
      String name, Certificates certificates, AccessControl access, Optional<Dump> first) {
    this.access = access;
    redis = ServerlessRedis.start(AccessControl.OPERATOR, UUID.randomUUID().toString());
    first.ifPresent(this::restore);
    var engine =
        Optional.of(
            new FrontDoor.Upstream(
                redis.server().address(), Optional.of(redis.certificates().clientContext())));
    var tls = Optional.of(certificates);
    door = FrontDoor.open(0, name, tls, access, () -> engine);
    readerDoor = FrontDoor.open(0, name + "-reader", tls, access, () -> engine);
    redis.announcePort(door.port());
    access.apply(redis.server());
  }

  private void restore(Dump dump) {
    try {
      dump.restoreTo(redis.server());
      redis.awaitReady();
    } catch (RuntimeException e) {
      redis.close();
      throw e;
    }
  }

  Dump dump() {
    return Dump.of(redis.server());
  }

  int port() {
    return door.port();
  }

  int readerPort() {
    return readerDoor.port();
  }

  void applyUsers() {
    access.apply(redis.server());
  }

  /** Holds at most this many gigabytes; nothing given is no limit. */
  void limit(Integer gigabytes) {
    String most = gigabytes == null ? "0" : gigabytes + "gb";
    redis.server().call("CONFIG", "SET", "maxmemory", most);
  }

  String description() {
    return redis.server().description();
  }

  @Override
  public void close() {
    door.close();
    readerDoor.close();
    redis.close();
  }
}

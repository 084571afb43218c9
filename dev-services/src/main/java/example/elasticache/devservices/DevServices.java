package example.elasticache.devservices;

import example.elasticache.devservices.DockerServer.Image;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The servers that a chapter needs, on this machine.
 *
 * <p>For each wanted server: the endpoint that the environment names, else a program on this
 * machine or in a Maven artifact, else Docker. One line on standard error says what was chosen and
 * why.
 */
public final class DevServices implements AutoCloseable {
  private final Map<Service, Provided> provided = new EnumMap<>(Service.class);
  private final Thread closer = new Thread(this::closeServers, "close-dev-services");

  private DevServices() {
    Runtime.getRuntime().addShutdownHook(closer);
  }

  /** Finds or starts each wanted server, all at once, and says what it chose. */
  public static DevServices start(Service first, Service... others) {
    var services = new DevServices();
    Map<Service, CompletableFuture<Provided>> starts = new EnumMap<>(Service.class);
    for (Service kind : EnumSet.of(first, others)) {
      starts.put(kind, CompletableFuture.supplyAsync(() -> provide(kind), Processes::inBackground));
    }
    RuntimeException failure = null;
    for (Service kind : starts.keySet()) {
      try {
        Provided server = starts.get(kind).join();
        services.add(kind, server);
        Progress.say("  " + kind.title() + ": " + server.line());
      } catch (CompletionException e) {
        RuntimeException cause =
            e.getCause() instanceof RuntimeException known
                ? known
                : new ServerException(kind.title() + " could not be started.", e.getCause());
        if (failure == null) {
          failure = cause;
        } else {
          failure.addSuppressed(cause);
        }
      }
    }
    if (failure != null) {
      services.close();
      throw failure;
    }
    return services;
  }

  private synchronized void add(Service kind, Provided server) {
    provided.put(kind, server);
  }

  /** An endpoint, and the server behind it if it is ours to end. */
  private record Provided(Endpoint endpoint, Optional<Server> server, String line) {

    static Provided of(Server server, Endpoint endpoint) {
      int port = server.address().getPort();
      return new Provided(
          endpoint, Optional.of(server), "127.0.0.1:" + port + " (" + server.description() + ")");
    }
  }

  private static Provided provide(Service kind) {
    Optional<Endpoint> given = Endpoint.fromEnvironment(kind);
    if (given.isPresent()) {
      given.get().requireListener();
      return new Provided(
          given.get(), Optional.empty(), given.get().where() + " (named by the environment)");
    }
    Settings.Source source = Settings.source();
    if (source != Settings.Source.DOCKER) {
      Optional<Provided> local = program(kind);
      if (local.isPresent()) {
        return local.get();
      }
    }
    if (source != Settings.Source.LOCAL && Docker.answers()) {
      return container(kind);
    }
    throw nothingServes(kind, source);
  }

  private static Optional<Provided> program(Service kind) {
    return switch (kind) {
      case REDIS -> RedisServer.program().map(p -> redis(RedisServer.start()));
      case MEMCACHED ->
          Optional.of(
              memcached(
                  MemcachedServer.program().isPresent()
                      ? MemcachedServer.start()
                      : MemcachedStandIn.start()));
      case MYSQL ->
          MySqlServer.available() ? Optional.of(mySql(MySqlServer.start())) : Optional.empty();
    };
  }

  private static Provided redis(Server server) {
    return Provided.of(
        server, Endpoint.redis(URI.create("redis://127.0.0.1:" + server.address().getPort())));
  }

  private static Provided memcached(Server server) {
    return Provided.of(server, Endpoint.memcached(server.address()));
  }

  private static Provided mySql(MySqlServer server) {
    return Provided.of(server, Endpoint.mySql(server.database()));
  }

  private static Provided container(Service kind) {
    return switch (kind) {
      case REDIS -> redis(DockerServer.start(Image.VALKEY));
      case MEMCACHED -> memcached(DockerServer.start(Image.MEMCACHED));
      case MYSQL -> {
        var server = DockerServer.start(Image.MYSQL);
        yield Provided.of(server, Endpoint.mySql(MySqlServer.database(server.address())));
      }
    };
  }

  private static ServerException nothingServes(Service kind, Settings.Source source) {
    String tried =
        switch (source) {
          case AUTO -> "No program for it on this machine, and Docker does not answer.";
          case LOCAL ->
              "No program for it on this machine, and GALLERY_SERVERS=local rules Docker out.";
          case DOCKER -> "GALLERY_SERVERS=docker, but Docker does not answer.";
        };
    return new ServerException(
        """
        Nothing here can serve %s. %s
        Three ways out:
          1. Install %s, so that it is on the PATH.
          2. Start Docker. If it runs already, name its socket in DOCKER_HOST.
          3. Name a server of your own: %s."""
            .formatted(kind.title(), tried, kind.programs(), kind.setting()));
  }

  /** Where Valkey or Redis listens: {@code redis://host:port}, or {@code rediss://} with TLS. */
  public URI redis() {
    return endpoint(Service.REDIS).uri();
  }

  /** Where Memcached listens. */
  public InetSocketAddress memcached() {
    return endpoint(Service.MEMCACHED).address();
  }

  /** Where MySQL listens, and who may log in. */
  public Database mysql() {
    return endpoint(Service.MYSQL).database();
  }

  /** Stops a server as SIGSTOP does: it accepts connections and answers nothing. */
  public void pause(Service kind) {
    server(kind).pause();
  }

  /** Lets a paused server go on. */
  public void resume(Service kind) {
    server(kind).resume();
  }

  /** Ends a server as SIGKILL does. */
  public void kill(Service kind) {
    server(kind).kill();
  }

  /** Starts a server again on the same port. */
  public void restart(Service kind) {
    server(kind).restart();
  }

  private Endpoint endpoint(Service kind) {
    return provided(kind).endpoint();
  }

  private Server server(Service kind) {
    return provided(kind)
        .server()
        .orElseThrow(
            () ->
                new ServerException(
                    kind.title()
                        + " is named by the environment, so it is not ours to stop. Unset "
                        + kind.setting().replaceAll("=.*", "")
                        + " for this."));
  }

  private synchronized Provided provided(Service kind) {
    Provided server = provided.get(kind);
    if (server == null) {
      throw new IllegalStateException(
          "DevServices.start was not asked for " + kind + ": add it to the call.");
    }
    return server;
  }

  /** Ends every server that {@link #start} started; servers named in the environment stay. */
  @Override
  public void close() {
    closeServers();
    try {
      Runtime.getRuntime().removeShutdownHook(closer);
    } catch (IllegalStateException shuttingDown) {
      // The hook runs already, and finds nothing left to close.
    }
  }

  private synchronized void closeServers() {
    provided.values().forEach(p -> p.server().ifPresent(Server::close));
    provided.clear();
  }
}

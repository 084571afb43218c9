package kit;

import example.elasticache.devservices.DevServices;
import example.elasticache.devservices.ServerException;
import example.elasticache.devservices.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A Redis or Valkey that a check can stop: it accepts connections and answers nothing.
 *
 * <p>One server serves all checks of a session. Where none can be had, or it cannot be stopped, a
 * bare socket takes the part of the stopped one: to a client they look alike.
 */
public final class StoppableRedis implements AutoCloseable {
  private final DevServices services;
  private final ServerSocket standIn;
  private boolean paused;

  private StoppableRedis(DevServices services) {
    this.services = services;
    this.standIn = null;
  }

  private StoppableRedis(ServerSocket standIn) {
    this.services = null;
    this.standIn = standIn;
  }

  /** Returns where it is; a stand-in is stopped from the beginning. */
  public InetSocketAddress address() {
    return services == null
        ? (InetSocketAddress) standIn.getLocalSocketAddress()
        : new InetSocketAddress(services.redis().getHost(), services.redis().getPort());
  }

  /** As above, where it is a real server that answers; leaves the test out where it is not. */
  public InetSocketAddress answering() {
    requireReal();
    return address();
  }

  private void requireReal() {
    Assumptions.assumeTrue(
        services != null, "There is no Redis here that can be stopped and let go on.");
  }

  /** Stops it: from now on it answers nothing. */
  public void stop() {
    if (services != null) {
      services.pause(Service.REDIS);
      paused = true;
    }
  }

  /** Lets it go on; leaves the test out where it is a stand-in. */
  public void resume() {
    requireReal();
    services.resume(Service.REDIS);
    paused = false;
  }

  @Override
  public void close() {
    if (paused) {
      services.resume(Service.REDIS);
    }
    if (standIn != null) {
      try {
        standIn.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Hands the server to each test that has a parameter for it, and lets it go on afterwards. */
  public static final class Extension implements ParameterResolver, AfterEachCallback {
    private StoppableRedis given;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
      return parameter.getParameter().getType() == StoppableRedis.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
      given = real(test).map(StoppableRedis::new).orElseGet(() -> new StoppableRedis(deaf()));
      return given;
    }

    private static Optional<DevServices> real(ExtensionContext test) {
      try {
        var services =
            test.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create("kit"))
                .computeIfAbsent(
                    "redis", key -> DevServices.start(Service.REDIS), DevServices.class);
        // Windows has no such signal, and a server of the learner's own is not ours to stop.
        services.pause(Service.REDIS);
        services.resume(Service.REDIS);
        return Optional.of(services);
      } catch (ServerException notHere) {
        return Optional.empty();
      }
    }

    private static ServerSocket deaf() {
      try {
        return new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void afterEach(ExtensionContext test) {
      if (given != null) {
        given.close();
      }
    }
  }
}

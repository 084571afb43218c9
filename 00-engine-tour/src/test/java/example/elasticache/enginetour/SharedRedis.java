package example.elasticache.enginetour;

import example.elasticache.devservices.RedisServer;
import java.net.URI;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import redis.clients.jedis.RedisClient;

/**
 * Gives tests a client or the endpoint of one server that all classes share: labs have own keys.
 */
public final class SharedRedis implements ParameterResolver {

  private record Running(RedisServer server, RedisClient client) implements AutoCloseable {
    static Running start() {
      RedisServer server = RedisServer.start();
      return new Running(server, Clients.redis(server.uri()));
    }

    @Override
    public void close() {
      client.close();
      server.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == RedisClient.class || type == URI.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Running running =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .computeIfAbsent(SharedRedis.class, key -> Running.start(), Running.class);
    return parameter.getParameter().getType() == URI.class
        ? running.server().uri()
        : running.client();
  }
}

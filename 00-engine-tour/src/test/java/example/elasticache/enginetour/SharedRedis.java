package example.elasticache.enginetour;

import example.elasticache.devservices.RedisServer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import redis.clients.jedis.RedisClient;

/** Gives tests a client of one server that all classes share: each lab has keys of its own. */
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
    return parameter.getParameter().getType() == RedisClient.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent(SharedRedis.class, key -> Running.start(), Running.class)
        .client();
  }
}

package example.elasticache.benchmarks.peers;

import example.elasticache.cacheaside.UserStore;
import java.net.URI;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** An application with Spring Cache over Spring Data Redis, all by their defaults. */
public final class SpringCache implements AutoCloseable {

  @EnableCaching
  private static final class CachingOn {}

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  private <F extends RedisConnectionFactory> SpringCache(
      Class<F> type, F connections, UserStore store) {
    context.register(CachingOn.class);
    context.registerBean(type, () -> connections);
    context.registerBean(CacheManager.class, () -> RedisCacheManager.create(connections));
    context.registerBean(SpringUsers.class, () -> new SpringUsers(store));
    context.refresh();
  }

  /** Starts one that talks to Redis by Jedis. */
  public static SpringCache onJedis(URI redis, UserStore store) {
    return new SpringCache(
        JedisConnectionFactory.class, new JedisConnectionFactory(server(redis)), store);
  }

  /** Starts one that talks to Redis by Lettuce, Spring Boot's default. */
  public static SpringCache onLettuce(URI redis, UserStore store) {
    return new SpringCache(
        LettuceConnectionFactory.class, new LettuceConnectionFactory(server(redis)), store);
  }

  private static RedisStandaloneConfiguration server(URI redis) {
    return new RedisStandaloneConfiguration(redis.getHost(), redis.getPort());
  }

  /** Returns the bean, with the cache around it. */
  public SpringUsers users() {
    return context.getBean(SpringUsers.class);
  }

  @Override
  public void close() {
    context.close();
  }
}

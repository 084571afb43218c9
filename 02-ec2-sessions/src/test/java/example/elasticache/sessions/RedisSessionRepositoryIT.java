package example.elasticache.sessions;

import static example.elasticache.devservices.Service.REDIS;

import example.elasticache.devservices.DevServices;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import redis.clients.jedis.RedisClient;

class RedisSessionRepositoryIT implements RevocationContract {
  private static DevServices services;
  private static RedisClient redis;

  @BeforeAll
  static void connect() {
    services = DevServices.start(REDIS);
    redis = RedisClient.create(services.redis());
  }

  @AfterAll
  static void disconnect() {
    redis.close();
    services.close();
  }

  @Override
  public SessionRepository repository(Lifetimes lifetimes) {
    redis.flushAll();
    return new RedisSessionRepository(redis, lifetimes);
  }

  @Override
  public void letPass(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }
}

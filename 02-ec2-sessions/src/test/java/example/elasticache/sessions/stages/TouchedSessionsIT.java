package example.elasticache.sessions.stages;

import static example.elasticache.devservices.Service.REDIS;

import example.elasticache.devservices.DevServices;
import example.elasticache.sessions.SessionRepository;
import example.elasticache.sessions.TouchContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import redis.clients.jedis.RedisClient;

class TouchedSessionsIT implements TouchContract {
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
  public SessionRepository repository(Duration idle) {
    redis.flushAll();
    return new TouchedSessions(redis, idle);
  }

  @Override
  public void letPass(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }
}

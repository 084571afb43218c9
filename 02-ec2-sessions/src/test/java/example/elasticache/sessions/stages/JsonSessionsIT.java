package example.elasticache.sessions.stages;

import static example.elasticache.devservices.Service.REDIS;
import static example.elasticache.sessions.Attribute.CART;
import static example.elasticache.sessions.Attribute.THEME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.devservices.DevServices;
import example.elasticache.sessions.Session;
import example.elasticache.sessions.SessionKeys;
import example.elasticache.sessions.SessionRepository;
import example.elasticache.sessions.SessionRepositoryContract;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

class JsonSessionsIT implements SessionRepositoryContract {
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
    return new JsonSessions(redis, idle);
  }

  @Override
  public void letPass(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  @Test
  void aSessionHasAnHourToLiveFromTheMomentItIsWritten() {
    Session session = repository(Duration.ofHours(1)).create(ADA, Map.of());

    assertThat(redis.pttl(SessionKeys.of(session.id()))).isBetween(3_590_000L, 3_600_000L);
  }

  /** What stage 1 does not mend: the last save wins, and the other one is lost. */
  @Test
  void ofTwoSavesOfOneCopyOneIsLost() {
    var sessions = repository(Duration.ofHours(1));
    Session begun = sessions.create(ADA, Map.of());
    Session one = sessions.find(begun.id()).orElseThrow();
    Session other = sessions.find(begun.id()).orElseThrow();

    sessions.save(one.with(CART, "a mug"));
    sessions.save(other.with(THEME, "dark"));

    assertThat(sessions.find(begun.id()).orElseThrow().attributes())
        .isEqualTo(Map.of(THEME, "dark"));
  }

  @Test
  void readingDoesNotRenewTheTime() throws InterruptedException {
    var sessions = repository(Duration.ofMillis(500));
    Session session = sessions.create(ADA, Map.of());
    Thread.sleep(250);
    sessions.find(session.id());

    Thread.sleep(300);

    assertThat(sessions.find(session.id())).isEmpty();
  }

  @Test
  void nobodyKnowsAUsersSessions() {
    assertThatThrownBy(() -> repository(Duration.ofHours(1)).deleteAllOf("ada"))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}

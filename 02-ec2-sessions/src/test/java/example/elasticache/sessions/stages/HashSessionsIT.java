package example.elasticache.sessions.stages;

import static example.elasticache.devservices.Service.REDIS;
import static example.elasticache.sessions.Attribute.CART;
import static example.elasticache.sessions.Attribute.THEME;
import static example.elasticache.sessions.Attribute.VISITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import example.elasticache.devservices.DevServices;
import example.elasticache.sessions.Session;
import example.elasticache.sessions.SessionRepository;
import example.elasticache.sessions.SessionRepositoryContract;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisDataException;

class HashSessionsIT implements SessionRepositoryContract {
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
    return new HashSessions(redis, idle);
  }

  @Override
  public void letPass(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  @Test
  void twoRequestsThatChangeTwoAttributesKeepBoth() {
    var sessions = (HashSessions) repository(Duration.ofHours(1));
    Session session = sessions.create(ADA, Map.of());

    sessions.put(session.id(), THEME, "dark");
    sessions.put(session.id(), CART, "a mug");

    assertThat(sessions.find(session.id()).orElseThrow().attributes())
        .isEqualTo(Map.of(THEME, "dark", CART, "a mug"));
  }

  @Test
  void additionsAreNeverLost() {
    var sessions = (HashSessions) repository(Duration.ofHours(1));
    Session session = sessions.create(ADA, Map.of());

    IntStream.range(0, 100).parallel().forEach(i -> sessions.add(session.id(), VISITS, 1));

    assertThat(sessions.find(session.id()).orElseThrow().get(VISITS)).contains("100");
  }

  /** What stage 2 does not mend. */
  @Test
  void aSaveAfterTheLogoutBringsTheSessionBack() {
    var sessions = repository(Duration.ofHours(1));
    Session inFlight = sessions.create(ADA, Map.of());
    sessions.delete(inFlight.id());

    sessions.save(inFlight.with(THEME, "dark"));

    assertThat(sessions.find(inFlight.id())).isPresent();
  }

  @Test
  void oneAttributeCanExpireBeforeItsSession() throws InterruptedException {
    var sessions = (HashSessions) repository(Duration.ofHours(1));
    Session session = sessions.create(ADA, Map.of(CART, "held for you", THEME, "dark"));
    try {
      sessions.expire(session.id(), CART, Duration.ofMillis(100));
    } catch (JedisDataException unknownCommand) {
      abort("A field's own time to live needs Redis 7.4 or Valkey 9; this engine is older.");
    }

    Thread.sleep(300);

    assertThat(sessions.find(session.id()).orElseThrow().attributes())
        .isEqualTo(Map.of(THEME, "dark"));
  }
}

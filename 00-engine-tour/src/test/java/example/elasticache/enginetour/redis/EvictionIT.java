package example.elasticache.enginetour.redis;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.RedisServer;
import example.elasticache.enginetour.Clients;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

class EvictionIT {
  private static RedisServer server;
  private static RedisClient small;

  @BeforeAll
  static void start() {
    server = RedisServer.start("--maxmemory", "4mb");
    small = Clients.redis(server.uri());
  }

  @AfterAll
  static void close() {
    small.close();
    server.close();
  }

  @Test
  void volatileLruRefusesWritesWhenNoKeyCanExpire() {
    var outcome = new Eviction(small).fill("volatile-lru", false);

    assertThat(outcome.refused()).isPositive();
    assertThat(outcome.kept() + outcome.refused()).isEqualTo(6_000);
  }

  @Test
  void volatileLruMakesRoomWhenKeysCanExpire() {
    var outcome = new Eviction(small).fill("volatile-lru", true);

    assertThat(outcome.refused()).isZero();
    assertThat(outcome.kept()).isBetween(1L, 5_999L);
  }

  @Test
  void allkeysLruMakesRoomAnyway() {
    var outcome = new Eviction(small).fill("allkeys-lru", false);

    assertThat(outcome.refused()).isZero();
    assertThat(outcome.kept()).isBetween(1L, 5_999L);
  }
}

package example.elasticache.lambdacache.stages;

import static example.elasticache.devservices.Service.REDIS;
import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.DevServices;
import example.elasticache.lambdacache.Answer;
import example.elasticache.lambdacache.Answer.Source;
import example.elasticache.lambdacache.Budget;
import example.elasticache.lambdacache.HttpUpstream;
import example.elasticache.lambdacache.RequestSigner;
import example.elasticache.lambdacache.demo.Events;
import example.elasticache.lambdacache.demo.ProductApi;
import example.elasticache.lambdacache.gateway.GatewayEvents;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

class SimpleApiCacheIT {
  private static DevServices services;
  private static ProductApi api;
  private static RedisClient redis;
  private SimpleApiCache cache;

  @BeforeAll
  static void start() {
    services = DevServices.start(REDIS);
    api = ProductApi.open();
    redis = RedisClient.create(services.redis());
  }

  @AfterAll
  static void stop() {
    redis.close();
    api.close();
    services.close();
  }

  @BeforeEach
  void empty() {
    redis.flushAll();
    api.forget();
    cache =
        new SimpleApiCache(
            new HttpUpstream(api.uri(), RequestSigner.none(), Duration.ofSeconds(10)), redis);
  }

  private Answer ask(String event) throws Exception {
    return cache.answer(
        GatewayEvents.read(new ByteArrayInputStream(event.getBytes())),
        Budget.of(Duration.ofSeconds(20)));
  }

  @Test
  void theSecondAnswerIsTheCopy() throws Exception {
    Answer first = ask(Events.ofHttpApi("/products/7", Optional.empty()));
    api.price(9900); // only the copy still has the old price

    Answer second = ask(Events.ofRestApi("/products/7", Optional.empty()));

    assertThat(first.source()).isEqualTo(Source.MISS);
    assertThat(second).isEqualTo(new Answer(200, first.body(), Source.HIT));
    assertThat(api.calls()).hasSize(1);
  }

  @Test
  void aCopyLivesForAnHour() throws Exception {
    ask(Events.ofHttpApi("/products/7?currency=EUR", Optional.empty()));

    assertThat(redis.ttl("api_answer:/products/7?currency=EUR")).isBetween(3590L, 3600L);
  }

  @Test
  void whatDoesNotExistIsAnsweredAndNotKept() throws Exception {
    assertThat(ask(Events.ofHttpApi("/products/0", Optional.empty())).status()).isEqualTo(404);

    assertThat(redis.dbSize()).isZero();
  }
}

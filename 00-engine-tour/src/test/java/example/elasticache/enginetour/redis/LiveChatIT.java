package example.elasticache.enginetour.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.faults.FaultProxy;
import example.elasticache.enginetour.Clients;
import example.elasticache.enginetour.SharedRedis;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;

@ExtendWith(SharedRedis.class)
class LiveChatIT {

  @Test
  void aSubscriberLosesWhatIsSaidWhileItIsAway(RedisClient redis) throws InterruptedException {
    assertThat(new LiveChat(redis).heardByPubSub()).containsExactly("1", "2", "6");
  }

  @Test
  void aReaderOfAStreamLosesNothing(RedisClient redis) {
    assertThat(new LiveChat(redis).heardByStream()).containsExactly("1", "2", "3", "4", "5", "6");
  }

  @Test
  void aBrokenConnectionEndsTheSubscriptionAndNothingIsKeptForIt(RedisClient redis, URI endpoint)
      throws InterruptedException {
    List<String> heard = new CopyOnWriteArrayList<>();
    var subscriber = new Listener(heard);
    var ended = new CompletableFuture<Void>();
    try (var proxy =
            FaultProxy.before(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
        var away = Clients.redis(URI.create("redis://127.0.0.1:" + proxy.address().getPort()))) {
      new Thread(() -> listen(away, subscriber, ended)).start();
      await().until(() -> redis.publish("tour:broken", "1") == 1);
      await().until(() -> heard.contains("1"));

      proxy.cut();

      await().until(ended::isCompletedExceptionally);
      await().until(() -> redis.publish("tour:broken", "2") == 0);
      new Thread(() -> listen(away, subscriber, new CompletableFuture<>())).start();
      await().until(() -> redis.publish("tour:broken", "3") == 1);
      await().until(() -> heard.contains("3"));
      assertThat(heard).doesNotContain("2");
      subscriber.unsubscribe();
    }
  }

  private static void listen(
      RedisClient client, Listener subscriber, CompletableFuture<Void> ended) {
    try {
      client.subscribe(subscriber, "tour:broken");
      ended.complete(null);
    } catch (JedisConnectionException e) {
      ended.completeExceptionally(e);
    }
  }

  private static final class Listener extends JedisPubSub {
    private final List<String> heard;

    Listener(List<String> heard) {
      this.heard = heard;
    }

    @Override
    public void onMessage(String channel, String message) {
      heard.add(message);
    }
  }
}

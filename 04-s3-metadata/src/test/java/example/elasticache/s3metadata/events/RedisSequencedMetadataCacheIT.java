package example.elasticache.s3metadata.events;

import static example.elasticache.devservices.Service.REDIS;
import static example.elasticache.s3metadata.Examples.SEA;
import static example.elasticache.s3metadata.Examples.id;
import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.DevServices;
import example.elasticache.s3metadata.CachedMetadata.Unknown;
import example.elasticache.s3metadata.Lifetimes;
import example.elasticache.s3metadata.MetadataKey;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

class RedisSequencedMetadataCacheIT implements SequencedMetadataCacheContract {
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
  public SequencedMetadataCache sequenced(Lifetimes lifetimes) {
    redis.flushAll();
    return new RedisSequencedMetadataCache(redis, lifetimes);
  }

  @Override
  public void letPass(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  @Test
  void everyKeyExpires() {
    SequencedMetadataCache cache = sequenced();
    cache.fill(BLUE, Mark.NONE);
    cache.renew(BLUE, Mark.NONE);
    cache.fillAbsent(id("nothing"), Mark.NONE);
    cache.invalidate(id("changed"), FIRST);

    assertThat(redis.pttl(MetadataKey.of(SEA))).isBetween(3_000_000L, 3_960_000L);
    assertThat(redis.pttl(MetadataKey.of(id("nothing")))).isBetween(1L, 5_000L);
    assertThat(redis.pttl(MetadataKey.of(id("changed")))).isBetween(3_000_000L, 3_600_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "|", "-", "{}", "no bar at all", "0A01|{\"owner\":1}", "|null"})
  void whatSomebodyElseWroteIsUnknownAndReplaced(String foreign) {
    SequencedMetadataCache cache = sequenced();
    redis.set(MetadataKey.of(SEA), foreign);

    assertThat(cache.look(SEA).known()).isEqualTo(new Unknown());

    assertThat(cache.fill(BLUE, cache.look(SEA).mark())).isTrue();
    assertThat(cache.look(SEA).known()).isEqualTo(BLUE);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "100, 1", "101, 2", "250, 3"})
  void aHundredAreOneRoundTrip(int objects, int commands) {
    SequencedMetadataCache cache = sequenced();
    redis.executeCommand(new CommandArguments(Command.CONFIG).add("RESETSTAT"));

    cache.lookAll(IntStream.range(0, objects).mapToObj(i -> id("photo-" + i)).toList());

    String counts = redis.info("commandstats");
    assertThat(counts)
        .contains("cmdstat_mget:calls=" + commands + ",")
        .doesNotContain("cmdstat_get:");
  }

  @Test
  void aServerThatLostItsScriptsIsSentThemAgain() {
    SequencedMetadataCache cache = sequenced();
    cache.invalidate(SEA, FIRST);
    redis.scriptFlush();

    assertThat(cache.invalidate(SEA, SECOND)).isTrue();
    assertThat(cache.fill(RED, cache.look(SEA).mark())).isTrue();
  }
}

package example.elasticache.enginetour;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.faults.ScriptedRedis;
import example.elasticache.enginetour.memcached.NoStructures;
import example.elasticache.enginetour.redis.ClientSideCaching;
import example.elasticache.enginetour.redis.Counter;
import example.elasticache.enginetour.redis.EventLog;
import example.elasticache.enginetour.redis.FieldExpiry;
import example.elasticache.enginetour.redis.Leaderboard;
import example.elasticache.enginetour.redis.TimeToLive;
import example.elasticache.enginetour.redis.UniqueVisitors;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.UnifiedJedis;

/** Each lab that needs a feature says so on an engine that is older, and only there. */
class OlderEngineIT {

  @ParameterizedTest
  @CsvSource({
    "redis_version:5.0.6, 8",
    "redis_version:6.0.16, 5",
    "redis_version:6.2.14, 2",
    "redis_version:7.1.0, 1",
    "redis_version:7.4.0, 0",
    "valkey_version:7.2.5, 1",
    "valkey_version:9.0.0, 0"
  })
  void labsThatNeedMoreAreSkipped(String version, long skipped) throws Exception {
    String info = "# Server\r\n" + version + "\r\n";
    try (var server = ScriptedRedis.answering("$" + info.length() + "\r\n" + info + "\r\n");
        var redis = Clients.redis(uri(server))) {
      List<Lab> labs = labs(redis, uri(server));

      Stream<Lab> lacking = labs.stream().filter(lab -> isMissingSomething(lab));

      assertThat(lacking.count()).isEqualTo(skipped);
    }
  }

  private static List<Lab> labs(UnifiedJedis redis, URI endpoint) {
    return List.of(
        new Counter(redis),
        new TimeToLive(redis),
        new ClientSideCaching(endpoint),
        new Leaderboard(redis),
        new NoStructures(null, redis),
        new EventLog(redis),
        new UniqueVisitors(redis),
        new FieldExpiry(redis));
  }

  private static boolean isMissingSomething(Lab lab) {
    try {
      return lab.missing().isPresent();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static URI uri(ScriptedRedis server) {
    return URI.create("redis://127.0.0.1:" + server.address().getPort());
  }
}

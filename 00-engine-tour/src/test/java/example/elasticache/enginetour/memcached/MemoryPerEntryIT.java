package example.elasticache.enginetour.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.RedisServer;
import example.elasticache.enginetour.Clients;
import org.junit.jupiter.api.Test;

class MemoryPerEntryIT {

  @Test
  void aHashOfAHundredRowsTakesLessThanAHundredEntries() {
    try (var server = RedisServer.start();
        var redis = Clients.redis(server.uri())) {
      var lab = new MemoryPerEntry(redis, null);
      long row = MemoryPerEntry.json(MemoryPerEntry.ROWS / 2).length();

      long buckets = lab.redisBuckets();

      assertThat(buckets).isGreaterThan(row);
      assertThat(lab.redisStrings()).isGreaterThan(buckets + 40);
      assertThat(lab.redisHashes()).isGreaterThan(buckets);
    }
  }
}

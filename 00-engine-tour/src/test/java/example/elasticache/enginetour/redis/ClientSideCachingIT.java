package example.elasticache.enginetour.redis;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.enginetour.SharedRedis;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedRedis.class)
class ClientSideCachingIT {

  @Test
  void aMapNeverHearsOfTheChange(URI endpoint) {
    assertThat(new ClientSideCaching(endpoint).readThroughMap()).isEqualTo("10");
  }

  @Test
  void theServerIsAskedOnceAndCallsTheCopyBack(URI endpoint) throws InterruptedException {
    assertThat(new ClientSideCaching(endpoint).readThroughTracking())
        .isEqualTo(new ClientSideCaching.Tracked(1, 999, "12"));
  }
}

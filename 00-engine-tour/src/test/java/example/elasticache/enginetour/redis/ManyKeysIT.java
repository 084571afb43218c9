package example.elasticache.enginetour.redis;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.faults.RespGate;
import example.elasticache.enginetour.Clients;
import example.elasticache.enginetour.SharedRedis;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedRedis.class)
class ManyKeysIT {

  @Test
  void oneCommandFindsWhatAHundredFindInTheSameOrder(URI endpoint) {
    try (var gate = RespGate.before(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
        var redis = Clients.redis(URI.create("redis://127.0.0.1:" + gate.address().getPort()))) {
      var lab = new ManyKeys(redis);
      lab.begin();

      assertThat(lab.together()).hasSize(100).isEqualTo(lab.loop());
      assertThat(lab.together()).startsWith("item 0", null, "item 2");

      assertThat(gate.count("GET")).isEqualTo(100);
      assertThat(gate.count("MGET")).isEqualTo(2);
    }
  }
}

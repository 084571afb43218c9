package example.elasticache.enginetour.redis;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.enginetour.OwnServers;
import example.elasticache.enginetour.redis.Persistence.Mode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersistenceIT {

  @ParameterizedTest
  @CsvSource({"NOTHING, 0", "SNAPSHOT, 500", "EVERY_SECOND, 1000", "ALWAYS, 1000"})
  void aKilledServerRemembersWhatItsDiskWasTold(Mode mode, long survivors) throws Exception {
    assertThat(new Persistence(OwnServers::machine).survivors(mode)).isEqualTo(survivors);
  }
}

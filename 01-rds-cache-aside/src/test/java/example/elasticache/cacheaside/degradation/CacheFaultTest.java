package example.elasticache.cacheaside.degradation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

class CacheFaultTest {

  @Test
  void aFailureThatSuppressesItsOwnConsequenceHasAKindToo() {
    var lost = new JedisConnectionException("Unexpected end of stream.");
    lost.addSuppressed(new JedisConnectionException("The connection is broken.", lost));

    assertThat(CacheFault.of(lost)).isEqualTo(CacheFault.UNREACHABLE);
  }

  @Test
  void aSuppressedReasonIsFoundBehindSuchAFailure() {
    var lost = new JedisConnectionException("Could not initialize cluster slots cache.");
    lost.addSuppressed(new JedisConnectionException("The connection is broken.", lost));
    lost.addSuppressed(new JedisDataException("READONLY You can't write against a replica."));

    assertThat(CacheFault.of(lost)).isEqualTo(CacheFault.READ_ONLY);
  }
}

package example.elasticache.lambdacache;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisClusterException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

class CacheFaultTest {

  @Test
  void everyFailureHasItsKind() {
    assertThat(CacheFault.of(new JedisConnectionException("Unexpected end of stream.")))
        .isEqualTo(CacheFault.CUT);
    assertThat(CacheFault.of(new JedisConnectionException(new SocketTimeoutException())))
        .isEqualTo(CacheFault.LATE);
    assertThat(CacheFault.of(new JedisException("pool", new NoSuchElementException())))
        .isEqualTo(CacheFault.BUSY);
    assertThat(CacheFault.of(new JedisAccessControlException("NOPERM")))
        .isEqualTo(CacheFault.DENIED);
    assertThat(CacheFault.of(new JedisDataException("READONLY You can't write")))
        .isEqualTo(CacheFault.READ_ONLY);
    assertThat(CacheFault.of(new JedisDataException("OOM command not allowed")))
        .isEqualTo(CacheFault.REFUSED);
    assertThat(CacheFault.of(new ClassCastException())).isEqualTo(CacheFault.GARBLED);
  }

  /** The cluster client keeps the reason among the suppressed. */
  @Test
  void aReasonThatIsSuppressedCounts() {
    var failure = new JedisClusterException("Could not initialize cluster slots cache.");
    failure.addSuppressed(new JedisAccessControlException("WRONGPASS"));

    assertThat(CacheFault.of(failure)).isEqualTo(CacheFault.DENIED);
  }

  @Test
  void aFreshConnectionHelpsOnlyWhenTheOldOneIsAtFault() {
    assertThat(CacheFault.CUT.isOfTheConnection()).isTrue();
    assertThat(CacheFault.READ_ONLY.isOfTheConnection()).isTrue();
    assertThat(CacheFault.LATE.isOfTheConnection()).isFalse();
    assertThat(CacheFault.DENIED.isOfTheConnection()).isFalse();
  }
}

package example.elasticache.s3metadata.degradation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

class CacheFaultTest {

  @Test
  void whatTheServerSaysDecides() {
    assertThat(CacheFault.of(new JedisDataException("READONLY You can't write")))
        .isEqualTo(CacheFault.READ_ONLY);
    assertThat(CacheFault.of(new JedisDataException("OOM command not allowed")))
        .isEqualTo(CacheFault.REFUSED);
    assertThat(CacheFault.of(new JedisDataException((String) null))).isEqualTo(CacheFault.REFUSED);
    assertThat(CacheFault.of(new JedisAccessControlException("NOAUTH")))
        .isEqualTo(CacheFault.DENIED);
  }

  @Test
  void theReasonMayLieDeeper() {
    var pool = new JedisException("Could not get a resource from the pool");
    pool.initCause(new JedisAccessControlException("WRONGPASS"));
    var cluster = new JedisClusterOperationException("Could not initialize cluster slots cache.");
    cluster.addSuppressed(new JedisAccessControlException("NOAUTH"));
    var full = new JedisException("Could not get a resource", new NoSuchElementException());

    assertThat(CacheFault.of(pool)).isEqualTo(CacheFault.DENIED);
    assertThat(CacheFault.of(cluster)).isEqualTo(CacheFault.DENIED);
    assertThat(CacheFault.of(full)).isEqualTo(CacheFault.BUSY);
  }

  @Test
  void withoutAnAnswerItIsUnreachable() {
    assertThat(CacheFault.of(new JedisConnectionException("Read timed out")))
        .isEqualTo(CacheFault.UNREACHABLE);
  }

  @Test
  void whateverElseWasThrownTheAnswerWasGarbled() {
    assertThat(CacheFault.of(new ClassCastException())).isEqualTo(CacheFault.GARBLED);
    assertThat(CacheFault.of(new OutOfMemoryError())).isEqualTo(CacheFault.GARBLED);
  }

  @Test
  void causesThatGoRoundInACircleEnd() {
    var one = new JedisException("one");
    one.initCause(new JedisConnectionException("two", one));

    assertThat(CacheFault.of(one)).isEqualTo(CacheFault.UNREACHABLE);
  }

  @Test
  void onlyAServersOwnErrorIsAnAnswer() {
    assertThat(CacheFault.values())
        .filteredOn(CacheFault::answered)
        .containsExactly(CacheFault.READ_ONLY, CacheFault.REFUSED);
  }

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

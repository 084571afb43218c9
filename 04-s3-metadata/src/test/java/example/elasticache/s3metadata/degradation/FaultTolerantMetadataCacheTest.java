package example.elasticache.s3metadata.degradation;

import static example.elasticache.s3metadata.Examples.SEA;
import static example.elasticache.s3metadata.Examples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.s3metadata.CachedMetadata.Unknown;
import example.elasticache.s3metadata.Lifetimes;
import example.elasticache.s3metadata.TurnedClock;
import example.elasticache.s3metadata.events.InMemorySequencedMetadataCache;
import example.elasticache.s3metadata.events.Mark;
import example.elasticache.s3metadata.events.SequencedMetadataCache;
import example.elasticache.s3metadata.events.SequencedMetadataCacheContract;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

class FaultTolerantMetadataCacheTest implements SequencedMetadataCacheContract {
  private final TurnedClock clock = new TurnedClock();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger reconnects = new AtomicInteger();
  private InMemorySequencedMetadataCache behind;

  @Override
  public FaultTolerantMetadataCache sequenced(Lifetimes lifetimes) {
    behind = new InMemorySequencedMetadataCache(lifetimes, clock);
    return new FaultTolerantMetadataCache(
        behind, Duration.ofSeconds(1), reconnects::incrementAndGet, nanos::get);
  }

  @Override
  public FaultTolerantMetadataCache sequenced() {
    return sequenced(Lifetimes.defaults());
  }

  @Override
  public void letPass(Duration time) {
    clock.turn(time);
  }

  @Test
  void aCacheThatIsDownKnowsNothingAndTakesNothing() {
    FaultTolerantMetadataCache cache = sequenced();
    behind.failWith(new JedisConnectionException("down"));

    assertThat(cache.look(SEA).known()).isEqualTo(new Unknown());
    assertThat(cache.lookAll(List.of(SEA, id("b"), SEA)))
        .hasSize(3)
        .allSatisfy(look -> assertThat(look.mark()).isEqualTo(Mark.CLOSED));
    assertThat(cache.fill(BLUE, Mark.NONE)).isFalse();
    assertThat(cache.faults()).containsEntry(CacheFault.UNREACHABLE, 3L);
  }

  @Test
  void theLineOfALogRepeatsNothingThatTheServerSaid() {
    FaultTolerantMetadataCache cache = sequenced();
    behind.failWith(new JedisDataException("ERR CANARY"));
    List<LogRecord> lines = new CopyOnWriteArrayList<>();
    var ear =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(line);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger log = Logger.getLogger(FaultTolerantMetadataCache.class.getPackageName());
    log.addHandler(ear);
    try {
      cache.look(SEA);
    } finally {
      log.removeHandler(ear);
    }

    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(
            line -> {
              assertThat(line.getMessage()).contains("Cache fault").doesNotContain("CANARY");
              assertThat(line.getThrown()).isNull();
            });
  }

  /** It was down at the look and is up at the fill: what came in between, nobody has noticed. */
  @Test
  void whoCouldNotLookDoesNotFill() {
    FaultTolerantMetadataCache cache = sequenced();
    behind.failWith(new JedisConnectionException("down"));
    Mark mark = cache.look(SEA).mark();
    behind.failWith(null);

    assertThat(cache.fill(BLUE, mark)).isFalse();
    assertThat(cache.fillAbsent(SEA, mark)).isFalse();
    assertThat(cache.renew(BLUE, mark)).isFalse();

    assertThat(cache.look(SEA).known()).isEqualTo(new Unknown());
  }

  @Test
  void anInvalidationFailsSoThatTheQueueComesAgain() {
    SequencedMetadataCache cache = sequenced();
    behind.failWith(new JedisConnectionException("down"));

    assertThatThrownBy(() -> cache.invalidate(SEA, FIRST))
        .isInstanceOf(JedisConnectionException.class);
  }

  @Test
  void afterThreeFailuresInARowOneCallerTriesInEachPause() {
    FaultTolerantMetadataCache cache = sequenced();
    behind.failWith(new JedisConnectionException("down"));
    for (int i = 0; i < 10; i++) {
      cache.look(SEA);
    }
    assertThat(behind.calls()).isEqualTo(3);
    assertThat(cache.isOut()).isTrue();

    nanos.addAndGet(Duration.ofMillis(500).toNanos());
    for (int i = 0; i < 10; i++) {
      cache.look(SEA);
    }

    assertThat(behind.calls()).isEqualTo(4);
  }

  @Test
  void whenItAnswersAgainEverybodyAsksIt() {
    FaultTolerantMetadataCache cache = sequenced();
    behind.failWith(new JedisConnectionException("down"));
    for (int i = 0; i < 3; i++) {
      cache.look(SEA);
    }
    behind.failWith(null);
    nanos.addAndGet(Duration.ofMillis(500).toNanos());

    cache.look(SEA);

    assertThat(cache.isOut()).isFalse();
    assertThat(cache.fill(BLUE, cache.look(SEA).mark())).isTrue();
  }

  /** A server that says OOM has answered: reads of what it has are worth their time. */
  @Test
  void aRefusalByTheServerKeepsNobodyAway() {
    FaultTolerantMetadataCache cache = sequenced();
    behind.failWith(new JedisDataException("OOM command not allowed"));
    for (int i = 0; i < 10; i++) {
      cache.fill(BLUE, Mark.NONE);
    }

    assertThat(cache.isOut()).isFalse();
    assertThat(cache.faults()).containsEntry(CacheFault.REFUSED, 10L);
  }

  @Test
  void aReplicaThatWasThePrimaryIsLeft() {
    FaultTolerantMetadataCache cache = sequenced();
    behind.failWith(
        new JedisDataException("READONLY You can't write against a read only replica."));

    cache.fill(BLUE, Mark.NONE);

    assertThat(reconnects).hasValue(1);
  }

  @Test
  void aReplyThatCannotBeReadIsAFaultLikeAnyOther() {
    FaultTolerantMetadataCache cache = sequenced();
    behind.failWith(new ClassCastException("Long is not byte[]"));

    assertThat(cache.look(SEA).known()).isEqualTo(new Unknown());
    assertThat(cache.faults()).containsEntry(CacheFault.GARBLED, 1L);
  }
}

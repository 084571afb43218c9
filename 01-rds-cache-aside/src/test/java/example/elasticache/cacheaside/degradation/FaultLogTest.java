package example.elasticache.cacheaside.degradation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

@Isolated
class FaultLogTest {
  private final Logger logger = Logger.getLogger(FaultLog.class.getPackageName());
  private final List<LogRecord> lines = new ArrayList<>();
  private final Handler handler =
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
  private final AtomicLong clock = new AtomicLong();
  private final FaultLog log = new FaultLog(clock::get);

  @BeforeEach
  void listen() {
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  @Test
  void athousandFaultsOfOneKindMakeOneLineInTenSeconds() {
    for (int i = 0; i < 1_000; i++) {
      log.record(CacheFault.UNREACHABLE, new JedisConnectionException("Read timed out"));
    }
    assertThat(lines).hasSize(1);

    clock.addAndGet(10_000_000_000L);
    log.record(CacheFault.UNREACHABLE, new JedisConnectionException("Read timed out"));

    assertThat(lines).hasSize(2);
    assertThat(lines.get(1).getMessage()).contains("1000 since the last such line");
    assertThat(log.count(CacheFault.UNREACHABLE)).isEqualTo(1_001);
  }

  @Test
  void eachKindHasItsLineAndARefusedUserIsAnError() {
    log.record(CacheFault.REFUSED, new JedisDataException("OOM command not allowed"));
    log.record(CacheFault.DENIED, new JedisAccessControlException("WRONGPASS invalid pair"));

    assertThat(lines.get(0).getLevel()).isEqualTo(Level.WARNING);
    assertThat(lines.get(0).getMessage()).contains("REFUSED (JedisDataException OOM)");
    assertThat(lines.get(1).getLevel()).isEqualTo(Level.SEVERE);
    assertThat(lines.get(1).getMessage()).contains("WRONGPASS", "check its name, password");
  }

  @Test
  void aLineHoldsNothingOfTheMessageButItsCode() {
    log.record(
        CacheFault.REFUSED,
        new JedisDataException("ERR unknown command 'ada@example.com', with args: s3cret"));

    assertThat(lines.get(0).getMessage()).contains("ERR").doesNotContain("ada@", "s3cret");
    assertThat(lines.get(0).getThrown()).isNull();
  }
}

package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemcachedEntryTest {
  private static final Duration HOUR = Duration.ofHours(1);
  static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "a b",
          "a\r\nflush_all",
          "a\r\nset b 0 0 1\r\nx",
          "\0",
          "\u007f",
          "caf\u00e9",
          "\ud800",
          "\ud801",
          "\ud83d\ude00",
          "k".repeat(251),
          "k".repeat(100_000),
          MemcachedEntry.key("a b"));

  @Test
  void everyKeyIsOneThatMemcachedTakesAndNoTwoNamesShareOne() {
    Set<String> keys = new HashSet<>();
    for (String name : HOSTILE) {
      String key = MemcachedEntry.key(name);

      assertThat(key).matches("[!-~]{1,250}");
      assertThat(keys.add(key)).as(name).isTrue();
    }
    assertThat(MemcachedEntry.key("user:1")).isEqualTo("user:1");
    assertThat(MemcachedEntry.key("k".repeat(250))).hasSize(250).doesNotContain("sha256");
  }

  @Test
  void whatMemcachedCannotHoldIsRefused() {
    assertThat(MemcachedEntry.of("k", new byte[1_000_000], Duration.ofDays(30)).seconds())
        .isEqualTo(2_592_000);
    assertRefused(new byte[1_048_577], HOUR);
    assertRefused(new byte[1], Duration.ofDays(30).plusSeconds(1));
    assertRefused(new byte[1], Duration.ofMillis(999));
    assertRefused(new byte[1], Duration.ofSeconds(-1));
  }

  private static void assertRefused(byte[] value, Duration life) {
    assertThatThrownBy(() -> MemcachedEntry.of("k", value, life))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

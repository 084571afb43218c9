package example.elasticache.cacheaside;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts one text twice at places that the fuzzer chooses: different parts must give different keys.
 *
 * <p>The normal build runs the corpus. This searches for more, for a minute:
 *
 * <pre>{@code
 * JAZZER_FUZZ=1 mvn -Dquick -pl 01-rds-cache-aside -am test -Dtest=KeySpaceFuzzTest -Dsurefire.failIfNoSpecifiedTests=false
 * }</pre>
 */
class KeySpaceFuzzTest {
  private static final KeySpace KEYS = new KeySpace("user_info", 1);

  @FuzzTest(maxDuration = "60s")
  void differentPartsNeverShareAKey(FuzzedDataProvider data) {
    String text = data.consumeString(300);
    List<String> one = cut(text, data);
    List<String> other = cut(text, data);
    String key;
    String otherKey;
    try {
      key = key(one);
      otherKey = key(other);
    } catch (IllegalArgumentException loneSurrogate) {
      return;
    }

    assertThat(key).matches("user_info:v1:[!-~]{0,200}");
    assertThat(key.equals(otherKey)).isEqualTo(one.equals(other));
  }

  private static List<String> cut(String text, FuzzedDataProvider data) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int cuts = data.consumeInt(0, 4); cuts > 0; cuts--) {
      int to = data.consumeInt(from, text.length());
      parts.add(text.substring(from, to));
      from = to;
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static String key(List<String> parts) {
    return KEYS.key(parts.get(0), parts.subList(1, parts.size()).toArray(String[]::new));
  }
}

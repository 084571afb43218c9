package example.elasticache.cacheaside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySpaceTest {
  private static final KeySpace USERS = new KeySpace("user_info", 1);

  @Test
  void aNumberedValueHasTheArticlesKeyWithAVersion() {
    assertThat(USERS.key(42)).isEqualTo("user_info:v1:42");
  }

  @Test
  void anotherVersionHasOtherKeys() {
    assertThat(new KeySpace("user_info", 2).key(42)).isEqualTo("user_info:v2:42");
  }

  @Test
  void textsAreJoinedAndEscaped() {
    assertThat(USERS.key("acme", "42")).isEqualTo("user_info:v1:acme:42");
    assertThat(USERS.key("a:b", "c d")).isEqualTo("user_info:v1:a%3Ab:c%20d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\r\nflush_all\r\n",
        "\0",
        ":",
        "%",
        "%3A",
        "#",
        "{tag}",
        "日本語",
        "👩‍💻",
        "../..",
        "\u007f"
      })
  void everyTextGivesAKeyFitForBothEngines(String hostile) {
    assertThat(USERS.key(hostile)).matches("user_info:v1:[A-Za-z0-9_.~%-]*");
    assertThat(USERS.key("x", hostile, hostile)).matches("[!-~]{1,250}");
  }

  @Test
  void longTextsAreShortenedToAHash() {
    String key = USERS.key("x".repeat(100_000));

    assertThat(key).matches("user_info:v1:#[0-9a-f]{64}");
    assertThat(key).isNotEqualTo(USERS.key("x".repeat(100_001)));
    // A text that looks like a shortened key is not one.
    assertThat(USERS.key(key.substring("user_info:v1:".length()))).isNotEqualTo(key);
  }

  @Test
  void aLoneSurrogateIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> USERS.key("\ud800"))
        .withMessageContaining("Unicode");
  }

  /**
   * Cuts one text at different places: parts that are equal when simply joined. Random pairs would
   * not find the collisions of a simple join in thousands of tries; these find them at once.
   */
  @Test
  void aMillionWaysToCutTheSameTextsGiveAMillionKeys() {
    var random = new Random(7);
    Map<String, List<String>> seen = new HashMap<>();
    for (int round = 0; round < 10_000; round++) {
      seen.clear();
      String text = randomText(random);
      for (int cut = 0; cut < 100; cut++) {
        List<String> parts = cutAtRandom(text, random);
        String key = USERS.key(parts.get(0), parts.subList(1, parts.size()).toArray(String[]::new));
        List<String> other = seen.putIfAbsent(key, parts);
        if (other != null) {
          assertThat(parts).as("parts with the key %s", key).isEqualTo(other);
        }
      }
    }
  }

  private static String randomText(Random random) {
    String alphabet = "ab:%#3A{}\u00e9 ";
    var text = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static List<String> cutAtRandom(String text, Random random) {
    int[] cuts = random.ints(random.nextInt(4), 0, text.length() + 1).sorted().toArray();
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int to : cuts) {
      parts.add(text.substring(from, to));
      from = to;
    }
    parts.add(text.substring(from));
    return parts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "User", "user info", "user:info", "ユーザー", "user\n"})
  void refusesAnUnfitName(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeySpace(name, 1))
        .withMessageContaining("a-z, 0-9 and _");
  }

  @Test
  void refusesAVersionBelowOne() {
    for (int version : Arrays.asList(0, -1)) {
      assertThatIllegalArgumentException().isThrownBy(() -> new KeySpace("user_info", version));
    }
  }

  @Test
  void everyUnreservedCharacterStandsForItself() {
    assertThat(USERS.key("azAZ09-_.~")).isEqualTo(USERS.prefix() + "azAZ09-_.~");
    assertThat(USERS.key("`{@[/:")).isEqualTo("user_info:v1:%60%7B%40%5B%2F%3A");
  }

  @Test
  void aKeyOfTwoHundredCharactersIsWrittenOutAndALongerOneIsNot() {
    int rest = 200 - "user_info:v1:".length();

    assertThat(USERS.key("x".repeat(rest))).hasSize(200).endsWith("xxx");
    assertThat(USERS.key("x".repeat(rest + 1))).contains("#");
  }
}

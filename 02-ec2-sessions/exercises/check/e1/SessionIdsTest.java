package e1;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class SessionIdsTest {
  private static final String ID = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  private static final String ITS_KEY =
      "session:v1:0f007385b6f9d4b7eeb2748605afe1a984a0a3bfa3f014d09e2a784ce9e5cd1a";

  @Test
  @Order(1)
  void anIdHasFortyThreeCharactersThatFitIntoACookie() {
    String id = SessionIds.create();

    assertThat(id)
        .withFailMessage(
            "An id has 43 characters, each one of A-Z, a-z, 0-9, - and _. This one is %s.", id)
        .matches("[A-Za-z0-9_-]{43}");
  }

  @Test
  @Order(2)
  void eachOfTheBitsIsRandom() {
    int count = 2_000;
    int[] set = new int[256];
    for (int i = 0; i < count; i++) {
      byte[] bytes = Base64.getUrlDecoder().decode(SessionIds.create());
      assertThat(bytes.length)
          .withFailMessage("An id has 256 bits, which is 32 bytes. This one has %s.", bytes.length)
          .isEqualTo(32);
      for (int bit = 0; bit < 256; bit++) {
        set[bit] += bytes[bit / 8] >> (bit % 8) & 1;
      }
    }

    List<Integer> fixed =
        IntStream.range(0, 256)
            .filter(bit -> set[bit] < count * 0.4 || set[bit] > count * 0.6)
            .boxed()
            .toList();
    assertThat(fixed)
        .withFailMessage(
            "In %s ids, each of the 256 bits should be 1 in about half of them. These bits are not: %s. A UUID has bits that are always the same.",
            count, fixed)
        .isEmpty();
  }

  @Test
  @Order(3)
  void noIdComesTwice() {
    Set<String> ids = new HashSet<>();
    IntStream.range(0, 10_000).forEach(i -> ids.add(SessionIds.create()));

    assertThat(ids.size())
        .withFailMessage(
            "Ten thousand ids were made, and only %s of them are different.", ids.size())
        .isEqualTo(10_000);
  }

  @Test
  @Order(4)
  void theSourceOfTheBitsIsASecureOne() {
    List<Class<?>> sources =
        Arrays.stream(SessionIds.class.getDeclaredFields())
            .<Class<?>>map(Field::getType)
            .filter(Random.class::isAssignableFrom)
            .toList();

    assertThat(sources)
        .withFailMessage(
            "SessionIds should keep one java.security.SecureRandom in a static field, but keeps %s. Whoever sees a few numbers of another generator can compute the next ones.",
            sources)
        .containsExactly(SecureRandom.class);
  }

  @Test
  @Order(5)
  void anIdIsRecognised() {
    String id = SessionIds.create();

    assertThat(SessionIds.isId(id))
        .withFailMessage("The id %s came from create, and isId says that it is none.", id)
        .isTrue();
  }

  @Test
  @Order(6)
  void whateverElseComesInACookieIsNone() {
    Stream.of(
            "",
            "A",
            ID + "A",
            ID.substring(1),
            "../../etc/passwd",
            "*",
            ID.substring(1) + " ",
            ID.substring(1) + "=",
            ID.substring(1) + "+",
            ID.substring(1) + "\n",
            "\r\nFLUSHALL\r\n",
            "A".repeat(10_000))
        .forEach(
            text ->
                assertThat(SessionIds.isId(text))
                    .withFailMessage(
                        "This was taken for an id: \"%s\". An id has exactly 43 characters of A-Z, a-z, 0-9, - and _.",
                        text.length() > 60 ? text.substring(0, 60) + "..." : text)
                    .isFalse());
    assertThat(SessionIds.isId(null))
        .withFailMessage("A request without a cookie has no id: isId(null) is false.")
        .isFalse();
  }

  @Test
  @Order(7)
  void theKeyDoesNotTellTheId() {
    assertThat(SessionIds.key(ID))
        .withFailMessage(
            "The key is %s. Whoever sees it in a backup or in the slow log knows the id, and is the user.",
            SessionIds.key(ID))
        .startsWith("session:v1:")
        .doesNotContain(ID);
  }

  @Test
  @Order(8)
  void theKeyIsTheHashOfTheId() {
    assertThat(SessionIds.key(ID))
        .withFailMessage(
            "The key of the id %s should be %s, but is %s. Hash the characters of the id, and write the hash with lower-case digits.",
            ID, ITS_KEY, SessionIds.key(ID))
        .isEqualTo(ITS_KEY);
  }
}

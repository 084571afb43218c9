package e3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import e3.GuardedLookup.DeniedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class GuardedLookupTest {
  private final Set<String> allowed = new HashSet<>(Set.of("ada"));
  private final Map<String, String> copies = new HashMap<>();
  private final Map<String, String> objects = new HashMap<>(Map.of("sea.jpg", "4 bytes"));
  private final List<String> asked = new ArrayList<>();
  private boolean permissionsAreDown;
  private final GuardedLookup lookup = new GuardedLookup(this::mayRead, new Copies(), this::head);

  private boolean mayRead(String caller, String key) {
    asked.add("permissions");
    if (permissionsAreDown) {
      throw new IllegalStateException("no answer");
    }
    return allowed.contains(caller);
  }

  private Optional<String> head(String key) {
    asked.add("S3");
    return Optional.ofNullable(objects.get(key));
  }

  private final class Copies implements GuardedLookup.Cache {
    @Override
    public Optional<String> find(String key) {
      asked.add("cache");
      return Optional.ofNullable(copies.get(key));
    }

    @Override
    public void put(String key, String metadata) {
      copies.put(key, metadata);
    }
  }

  private String outcome(String caller, String key) {
    asked.clear();
    Throwable[] thrown = new Throwable[1];
    String[] found = new String[1];
    thrown[0] = catchThrowable(() -> found[0] = lookup.find(caller, key).orElse("nothing"));
    return thrown[0] == null
        ? "saw " + found[0]
        : thrown[0] instanceof DeniedException ? "was denied" : "got " + thrown[0];
  }

  @Test
  @Order(1)
  void whoMaySeeItSeesItAndTheSecondTimeFromTheCache() {
    assertThat(outcome("ada", "sea.jpg"))
        .withFailMessage("Ada may see the object, and should get its metadata.")
        .isEqualTo("saw 4 bytes");
    objects.clear();

    assertThat(outcome("ada", "sea.jpg"))
        .withFailMessage("The second lookup should be answered by the cache.")
        .isEqualTo("saw 4 bytes");
  }

  @Test
  @Order(2)
  void aWarmCacheOpensNothing() {
    lookup.find("ada", "sea.jpg");

    for (int i = 0; i < 1_000; i++) {
      String eve = outcome("eve", "sea.jpg");

      assertThat(eve)
          .withFailMessage(
              """
              Eve may not see the object, but %s.
                1. Ada looks it up, and the cache keeps a copy.
                2. Eve looks it up. There is a copy, so nobody asks whether she may.""",
              eve)
          .isEqualTo("was denied");
    }
  }

  @Test
  @Order(3)
  void aRevokedPermissionEndsAtOnce() {
    lookup.find("ada", "sea.jpg");
    allowed.remove("ada");

    String ada = outcome("ada", "sea.jpg");

    assertThat(ada)
        .withFailMessage(
            "Ada's permission was taken back, and her next call %s. What somebody was allowed a moment ago says nothing about now.",
            ada)
        .isEqualTo("was denied");
  }

  @Test
  @Order(4)
  void aNewPermissionBeginsAtOnce() {
    outcome("eve", "sea.jpg");
    allowed.add("eve");

    String eve = outcome("eve", "sea.jpg");

    assertThat(eve)
        .withFailMessage("Eve was denied, then allowed, and her next call %s.", eve)
        .isEqualTo("saw 4 bytes");
  }

  @Test
  @Order(5)
  void oneCopyServesEverybodyWhoMaySeeIt() {
    allowed.add("grace");
    lookup.find("ada", "sea.jpg");

    outcome("grace", "sea.jpg");

    assertThat(asked)
        .withFailMessage(
            "Ada had looked the object up, and Grace, who may see it as well, made S3 work again. The metadata is the same for both.")
        .doesNotContain("S3");
  }

  @Test
  @Order(6)
  void whoIsDeniedLearnsNothing() {
    String there = outcome("eve", "sea.jpg");
    List<String> askedForOne = List.copyOf(asked);
    String missing = outcome("eve", "nothing");

    assertThat(missing)
        .withFailMessage(
            "Of an object that exists Eve %s, and of one that does not she %s. So she can find out which ones exist.",
            there, missing)
        .isEqualTo(there);
    assertThat(askedForOne)
        .withFailMessage(
            "For Eve, who is denied, these were asked: %s. Ask the permissions first, and nobody else: how long an answer takes tells as well.",
            askedForOne)
        .containsExactly("permissions");
  }

  @Test
  @Order(7)
  void whenNobodyCanSayNobodyIsLetIn() {
    lookup.find("ada", "sea.jpg");
    permissionsAreDown = true;

    String ada = outcome("ada", "sea.jpg");

    assertThat(ada)
        .withFailMessage(
            "The permissions do not answer, and a caller %s. Let their exception pass: whom nobody has checked, nobody lets in.",
            ada)
        .doesNotStartWith("saw")
        .startsWith("got java.lang.IllegalStateException");
  }
}

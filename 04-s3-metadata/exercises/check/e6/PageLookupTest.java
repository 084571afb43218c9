package e6;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class PageLookupTest {
  private final Map<String, String> objects = new HashMap<>();
  private final Map<String, String> copies = new HashMap<>();
  private final List<String> heads = new ArrayList<>();
  private final List<Integer> reads = new ArrayList<>();
  private final List<Integer> writes = new ArrayList<>();
  private final PageLookup lookup = new PageLookup(new Copies(), this::head);

  private Optional<String> head(String key) {
    heads.add(key);
    return Optional.ofNullable(objects.get(key));
  }

  private final class Copies implements PageLookup.Cache {
    @Override
    public Map<String, String> findAll(List<String> keys) {
      reads.add(keys.size());
      Map<String, String> found = new HashMap<>();
      keys.stream().filter(copies::containsKey).forEach(key -> found.put(key, copies.get(key)));
      return Collections.unmodifiableMap(found);
    }

    @Override
    public void putAll(Map<String, String> more) {
      writes.add(more.size());
      copies.putAll(more);
    }
  }

  private List<String> page(int size) {
    List<String> keys = IntStream.range(0, size).mapToObj(i -> "photo-" + (size - i)).toList();
    keys.forEach(key -> objects.put(key, "metadata of " + key));
    return keys;
  }

  @Test
  @Order(1)
  void allAreFoundInTheOrderOfThePage() {
    List<String> keys = page(100);
    copies.put(keys.get(50), objects.get(keys.get(50)));

    Map<String, String> found = lookup.findAll(keys);

    assertThat(found)
        .withFailMessage("The page has a hundred objects, and the lookup found %s.", found.size())
        .isEqualTo(objects);
    assertThat(new ArrayList<>(found.keySet()))
        .withFailMessage("The objects do not come back in the order of the page.")
        .isEqualTo(keys);
  }

  @Test
  @Order(2)
  void aWarmPageIsOneRoundTrip() {
    List<String> keys = page(100);
    copies.putAll(objects);

    lookup.findAll(keys);

    assertThat(reads.size() + writes.size())
        .withFailMessage(
            "A hundred objects, all with a copy, took %s reads and %s writes. Ask for all of them at once, and keep nothing that is there already.",
            reads.size(), writes.size())
        .isEqualTo(1);
    assertThat(heads)
        .withFailMessage("All objects have a copy, and S3 was asked %s times.", heads.size())
        .isEmpty();
  }

  @Test
  @Order(3)
  void onlyWhatIsMissingIsAskedForAndKept() {
    List<String> keys = page(100);
    copies.putAll(objects);
    copies.remove("photo-7");
    copies.remove("photo-70");

    lookup.findAll(keys);

    assertThat(heads)
        .withFailMessage("Photos 70 and 7 lack a copy, and S3 was asked for %s.", heads)
        .containsExactlyInAnyOrder("photo-7", "photo-70");
    assertThat(writes)
        .withFailMessage(
            "Two new copies should go into the cache in one round trip. The round trips had these sizes: %s.",
            writes)
        .containsExactly(2);
    assertThat(copies)
        .withFailMessage("What S3 said is not in the cache for the next reader.")
        .isEqualTo(objects);
  }

  @Test
  @Order(4)
  void whatIsGoneIsLeftOut() {
    List<String> keys = page(3);
    objects.remove("photo-2");

    Map<String, String> found = lookup.findAll(keys);

    assertThat(found)
        .withFailMessage(
            "Photo 2 was deleted after the page was listed. It is left out, and the others are there; the lookup returned %s.",
            found)
        .isEqualTo(objects);
  }

  @Test
  @Order(5)
  void nobodyIsAskedTwiceForOneObject() {
    objects.put("a", "1");

    Map<String, String> found = lookup.findAll(List.of("a", "a", "b", "b"));

    assertThat(found)
        .withFailMessage("The page names an object twice, and the lookup returned %s.", found)
        .isEqualTo(Map.of("a", "1"));
    assertThat(heads)
        .withFailMessage("The page names two objects twice, and S3 was asked for %s.", heads)
        .containsExactlyInAnyOrder("a", "b");
    assertThat(reads)
        .withFailMessage("The page names two objects twice, and the cache was asked for %s.", reads)
        .containsExactly(2);
  }

  @Test
  @Order(6)
  void aLongListIsAskedForInPieces() {
    List<String> keys = page(250);
    copies.putAll(objects);

    Map<String, String> found = lookup.findAll(keys);

    assertThat(reads)
        .withFailMessage(
            "A command takes at most 100 keys: a longer one keeps everybody else waiting. For 250 keys, the commands had these sizes: %s.",
            reads)
        .containsExactly(100, 100, 50);
    assertThat(found)
        .withFailMessage("Of 250 objects with a copy, %s were found.", found.size())
        .isEqualTo(objects);
  }

  @Test
  @Order(7)
  void anEmptyPageAsksNobody() {
    lookup.findAll(List.of());

    assertThat(reads.size() + writes.size() + heads.size())
        .withFailMessage("The page is empty, and somebody was asked.")
        .isZero();
  }
}

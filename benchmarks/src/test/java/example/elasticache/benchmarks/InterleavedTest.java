package example.elasticache.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class InterleavedTest {

  @Test
  void aReadThatTakesThreeTimesAsLongHasARatioOfAboutThree() {
    var interleaved = new Interleaved(List.of(spinning("base", 20_000), spinning("slow", 60_000)));

    List<Band> ratios = interleaved.compare(1, 40);

    // Wide, because other work on this machine may fall on either.
    assertThat(ratios.get(0).value()).isBetween(0.5, 2.0);
    assertThat(ratios.get(1).value()).isBetween(2.0, 4.5);
  }

  @Test
  void theBaseRunsBeforeAndAfterEachVariantAndTheOrderRotates() {
    List<String> order = new ArrayList<>();

    new Interleaved(List.of(noting("base", order), noting("a", order), noting("b", order)))
        .compare(0, 3);

    // The first three only find out how many reads fill a slice.
    assertThat(turns(order))
        .containsExactly(
            "base", "a", "b", "base", "a", "base", "b", "base", "a", "base", "b", "base", "b",
            "base", "a", "base");
  }

  @Test
  void readsGoRoundAllUsers() {
    Set<Long> users = new TreeSet<>();
    var read = Variant.theirs("base", "", id -> users.add(id));

    new Interleaved(List.of(read)).compare(1, 1);

    assertThat(users).hasSize(Interleaved.USERS).contains(1L, (long) Interleaved.USERS);
  }

  private static List<String> turns(List<String> order) {
    List<String> turns = new ArrayList<>();
    for (String name : order) {
      if (turns.isEmpty() || !turns.get(turns.size() - 1).equals(name)) {
        turns.add(name);
      }
    }
    return turns;
  }

  private static Variant noting(String name, List<String> order) {
    return Variant.theirs(
        name,
        name,
        id -> {
          spin(100_000);
          return order.add(name);
        });
  }

  private static Variant spinning(String name, long nanos) {
    return Variant.theirs(name, name, id -> spin(nanos));
  }

  private static long spin(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return end;
  }
}

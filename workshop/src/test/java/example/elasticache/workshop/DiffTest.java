package example.elasticache.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DiffTest {

  @Test
  void equalTextsDoNotDiffer() {
    assertThat(Diff.unified(List.of("a", "b"), List.of("a", "b"))).isEmpty();
    assertThat(Diff.unified(List.of(), List.of())).isEmpty();
  }

  @Test
  void aChangedLineIsShownWithThreeLinesAround() {
    assertThat(Diff.unified(lines("1 2 3 4 5 6 7 8 9"), lines("1 2 3 4 five 6 7 8 9")))
        .containsExactly("@@ -2,7 +2,7 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8");
  }

  @Test
  void changesFarApartAreTwoHunks() {
    List<String> diff = Diff.unified(lines("a 2 3 4 5 6 7 8 9 z"), lines("A 2 3 4 5 6 7 8 9 Z"));

    assertThat(diff)
        .filteredOn(line -> line.startsWith("@@"))
        .containsExactly("@@ -1,4 +1,4 @@", "@@ -7,4 +7,4 @@");
  }

  @Test
  void changesNearEachOtherAreOneHunk() {
    List<String> diff = Diff.unified(lines("a 2 3 4 5 6 7 z"), lines("A 2 3 4 5 6 7 Z"));

    assertThat(diff).filteredOn(line -> line.startsWith("@@")).containsExactly("@@ -1,8 +1,8 @@");
  }

  @Test
  void aMissingFileIsAllNew() {
    assertThat(Diff.unified(List.of(), lines("a b")))
        .containsExactly("@@ -1,0 +1,2 @@", "+a", "+b");
  }

  private static List<String> lines(String words) {
    return Stream.of(words.split(" ")).toList();
  }
}

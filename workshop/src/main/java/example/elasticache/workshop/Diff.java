package example.elasticache.workshop;

import java.util.ArrayList;
import java.util.List;

/** The difference between two texts, in the unified form that diff -u prints. */
final class Diff {
  private static final int CONTEXT = 3;

  /** One line of the whole: ' ' in both, '-' only in the first, '+' only in the second. */
  private record Line(char mark, String text) {}

  /** Returns the lines that differ, each hunk with a little of what is around; none if equal. */
  static List<String> unified(List<String> first, List<String> second) {
    List<Line> all = merge(first, second);
    List<String> shown = new ArrayList<>();
    int[] at = {1, 1};
    for (int i = 0; i < all.size(); ) {
      int start = nextChange(all, i);
      if (start == all.size()) {
        break;
      }
      int from = Math.max(i, start - CONTEXT);
      count(all, i, from, at);
      int to = endOfHunk(all, start);
      int[] lengths = {0, 0};
      count(all, from, to, lengths);
      shown.add("@@ -%d,%d +%d,%d @@".formatted(at[0], lengths[0], at[1], lengths[1]));
      all.subList(from, to).forEach(line -> shown.add(line.mark + line.text));
      count(all, from, to, at);
      i = to;
    }
    return shown;
  }

  /** A hunk ends where more than twice the context follows without a change. */
  private static int endOfHunk(List<Line> all, int start) {
    int end = start;
    for (int i = start; i < all.size() && i - end <= 2 * CONTEXT; i++) {
      if (all.get(i).mark != ' ') {
        end = i + 1;
      }
    }
    return Math.min(all.size(), end + CONTEXT);
  }

  private static int nextChange(List<Line> all, int from) {
    int i = from;
    while (i < all.size() && all.get(i).mark == ' ') {
      i++;
    }
    return i;
  }

  private static void count(List<Line> all, int from, int to, int[] lines) {
    for (Line line : all.subList(from, to)) {
      lines[0] += line.mark == '+' ? 0 : 1;
      lines[1] += line.mark == '-' ? 0 : 1;
    }
  }

  private static List<Line> merge(List<String> first, List<String> second) {
    int[][] common = longestCommon(first, second);
    List<Line> all = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < first.size() || j < second.size()) {
      if (i < first.size() && j < second.size() && first.get(i).equals(second.get(j))) {
        all.add(new Line(' ', first.get(i)));
        i++;
        j++;
      } else if (j == second.size() || (i < first.size() && common[i + 1][j] >= common[i][j + 1])) {
        all.add(new Line('-', first.get(i++)));
      } else {
        all.add(new Line('+', second.get(j++)));
      }
    }
    return all;
  }

  /** Fills the table of how many lines the rests of both texts share, from each pair of places. */
  private static int[][] longestCommon(List<String> first, List<String> second) {
    var common = new int[first.size() + 1][second.size() + 1];
    for (int i = first.size() - 1; i >= 0; i--) {
      for (int j = second.size() - 1; j >= 0; j--) {
        common[i][j] =
            first.get(i).equals(second.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private Diff() {}
}

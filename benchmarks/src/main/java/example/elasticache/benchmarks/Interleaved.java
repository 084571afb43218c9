package example.elasticache.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Measures what reads cost in units of a base read, on a machine that does other work as well.
 *
 * <p>In each round every variant runs for about a millisecond, in an order that rotates, and the
 * base runs before and after each. A round's ratio compares a variant with the two bases beside it:
 * what slows the machine down slows all three. The median over many rounds forgets the rest.
 */
final class Interleaved {
  /** Reads go round the users 1 to 64: one user alone would flatter every cache. */
  static final int USERS = 64;

  private static final Duration SLICE = Duration.ofMillis(1);

  /** Keeps the compiler from leaving out a read whose answer nobody wants. */
  private static volatile Object sink;

  private final List<Variant> variants;
  private final double[] fastest;
  private final int[] reads;

  /** The first variant is the base: also measured against itself, which has to come out as 1. */
  Interleaved(List<Variant> variants) {
    this.variants = variants;
    this.fastest = new double[variants.size()];
    this.reads = new int[variants.size()];
    Arrays.fill(fastest, SLICE.toNanos());
    Arrays.fill(reads, 1);
  }

  /** Runs each variant for so long, until what is slow has been called often enough as well. */
  void warmUp(Duration each) {
    for (int v = 0; v < variants.size(); v++) {
      for (long start = System.nanoTime(); System.nanoTime() - start < each.toNanos(); ) {
        read(v, USERS);
      }
    }
  }

  /** Returns each variant's ratios to the base under this title. */
  Measurement measure(String name, String title, int warmUp, int rounds) {
    return Measurement.ofRatios(name, title, variants, compare(warmUp, rounds));
  }

  // tag::compare[]
  /** Returns each variant's ratios to the base, after rounds that only warm up. */
  List<Band> compare(int warmUp, int rounds) {
    double[][] ratios = new double[variants.size()][rounds];
    for (int round = -warmUp; round < rounds; round++) {
      if (round <= 0) {
        calibrate();
      }
      double before = nanosPerRead(0);
      for (int i = 0; i < variants.size(); i++) {
        int v = Math.floorMod(i + round, variants.size());
        double nanos = nanosPerRead(v);
        double after = nanosPerRead(0);
        if (round >= 0) {
          ratios[v][round] = nanos / ((before + after) / 2);
        }
        before = after;
      }
    }
    return Arrays.stream(ratios).map(Band::of).toList();
  }

  // end::compare[]

  /** Finds out how many reads of each variant fill a slice when nothing disturbs them. */
  private void calibrate() {
    for (int v = 0; v < reads.length; v++) {
      fastest[v] = Math.min(fastest[v], nanosPerRead(v));
      reads[v] = (int) Math.min(SLICE.toNanos() / fastest[v], 1_000_000);
    }
  }

  private double nanosPerRead(int v) {
    // Somebody else's server ran last: let the processor's caches fill again before it counts.
    read(v, 1 + reads[v] / 5);
    long start = System.nanoTime();
    read(v, reads[v]);
    return (double) (System.nanoTime() - start) / reads[v];
  }

  private void read(int v, int count) {
    var read = variants.get(v).read();
    for (int i = 0; i < count; i++) {
      sink = read.apply(1 + i % USERS);
    }
  }
}

package example.elasticache.benchmarks;

import static example.elasticache.devservices.Service.MYSQL;
import static example.elasticache.devservices.Service.REDIS;

import example.elasticache.devservices.DevServices;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The reads of {@link HitCost} under JMH, each alone in its JVM: absolute times, more noise. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class HitBenchmark {
  /** The id of a {@link Variant}; {@code -p variant=…} names others. */
  @Param({"raw-get", "stage-1", "hardened"})
  public String variant;

  private final Resources open = new Resources();
  private LongFunction<?> read;
  private int next;

  /** Starts the servers, and fills the caches. */
  @Setup
  public void start() {
    var hits = open.add(new HitCost(open.add(DevServices.start(REDIS, MYSQL))));
    List<Variant> variants = hits.variants();
    read =
        variants.stream()
            .filter(one -> one.id().equals(variant))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("No variant " + variant + "."))
            .read();
  }

  /** Ends the servers. */
  @TearDown
  public void stop() {
    open.close();
  }

  /** Reads the next of the users. */
  @Benchmark
  public Object read() {
    next = next % Interleaved.USERS + 1;
    return read.apply(next);
  }
}

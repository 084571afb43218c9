package example.elasticache.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import example.elasticache.benchmarks.peers.CompactCodec;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserInfoJson;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to turn the bytes of a copy into a user, without any server. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {
  private static final UserInfo ADA = new UserInfo(1, "Ada Lovelace", "free", 3);

  private final byte[] json = UserInfoJson.write(ADA);
  private final byte[] compact = CompactCodec.write(ADA);

  /** Reads with the chapter's strict reader, which all threads share. */
  @Benchmark
  public Object strictJson() {
    return UserInfoJson.read(1, json);
  }

  /** Reads with a mapper of its own for each call, as one sees it in many programs. */
  @Benchmark
  public Object newMapperEachTime() throws IOException {
    return new ObjectMapper().readValue(json, UserInfo.class);
  }

  /** Reads fields by position. */
  @Benchmark
  public Object compact() {
    return CompactCodec.read(compact);
  }
}

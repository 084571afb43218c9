package example.elasticache.devservices.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.devservices.RedisServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Execution(ExecutionMode.CONCURRENT)
class LeavesNothingIT {

  enum Kind {
    TLS(TlsRedis::start, group -> List.of(group.server())),
    SERVERLESS(ServerlessRedis::start, group -> List.of(group.server())),
    REPLICAS(
        () -> RedisReplicas.start(1), group -> with(group.replicas(), List.of(group.primary()))),
    CLUSTER(() -> RedisCluster.start(2, 1), RedisCluster::nodes),
    SENTINELS(
        RedisSentinels::start,
        group -> with(group.sentinels(), List.of(group.primary(), group.replica())));

    private final Supplier<Started> starter;

    <T extends AutoCloseable> Kind(Supplier<T> starter, Function<T, List<RedisServer>> itsServers) {
      this.starter =
          () -> {
            T group = starter.get();
            return new Started(group, itsServers.apply(group));
          };
    }

    private static List<RedisServer> with(List<RedisServer> some, List<RedisServer> others) {
      List<RedisServer> all = new ArrayList<>(some);
      all.addAll(others);
      return all;
    }
  }

  private record Started(AutoCloseable group, List<RedisServer> servers) {}

  @ParameterizedTest
  @EnumSource
  void aStartAndAStopLeaveNothing(Kind kind) throws Exception {
    startAndStop(kind);
  }

  @Tag("soak")
  @ParameterizedTest
  @EnumSource
  void aHundredStartsAndStopsLeaveNothing(Kind kind) throws Exception {
    for (int i = 0; i < 100; i++) {
      startAndStop(kind);
    }
  }

  private static void startAndStop(Kind kind) throws Exception {
    Started started = kind.starter.get();
    List<ProcessHandle> processes = started.servers.stream().map(RedisServer::handle).toList();
    assertThat(processes).isNotEmpty().allMatch(ProcessHandle::isAlive);

    started.group.close();

    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    for (RedisServer server : started.servers) {
      assertThat(Files.exists(server.directory())).isFalse();
      assertThatThrownBy(() -> connect(server)).isInstanceOf(ConnectException.class);
    }
  }

  private static void connect(RedisServer server) throws IOException {
    new Socket(server.address().getAddress(), server.address().getPort()).close();
  }
}

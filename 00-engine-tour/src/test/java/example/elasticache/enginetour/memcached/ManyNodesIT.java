package example.elasticache.enginetour.memcached;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.LoopbackListener;
import example.elasticache.enginetour.OwnServers.Nodes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ManyNodesIT {

  @Test
  void aNodeSaysNothingOfTheKeysOfOthersAndTheClientFindsAll() throws Exception {
    try (var servers = Nodes.start(4)) {
      var lab = new ManyNodes(servers.addresses());
      lab.begin();

      assertThat(lab.fromOneNode().size()).isBetween(1, 99);
      assertThat(lab.fromAllNodes()).containsOnlyKeys(MultiGet.KEYS);
    }
  }

  @Test
  void eachNodeGetsOneRequestForItsKeys() throws Exception {
    Queue<String> requests = new ConcurrentLinkedQueue<>();
    List<LoopbackListener> nodes = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        nodes.add(
            LoopbackListener.start("counting-node", connection -> answer(connection, requests)));
      }
      var lab = new ManyNodes(nodes.stream().map(LoopbackListener::address).toList());

      assertThat(lab.fromAllNodes()).isEmpty();

      assertThat(requests).hasSize(4);
      assertThat(requests.stream().flatMap(request -> Stream.of(request.split(" ")).skip(1)))
          .containsExactlyInAnyOrderElementsOf(MultiGet.KEYS);
    } finally {
      nodes.forEach(LoopbackListener::close);
    }
  }

  /** A node that has nothing, and notes what it is asked for. */
  private static void answer(LoopbackListener.Connection connection, Queue<String> requests)
      throws IOException {
    var in =
        new BufferedReader(new InputStreamReader(connection.client().getInputStream(), US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("get ")) {
        requests.add(line);
        connection.client().getOutputStream().write("END\r\n".getBytes(US_ASCII));
      } else {
        connection.client().getOutputStream().write("ERROR\r\n".getBytes(US_ASCII));
      }
    }
  }
}

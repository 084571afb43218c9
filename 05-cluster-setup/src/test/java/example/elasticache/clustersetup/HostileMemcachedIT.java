package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.devservices.LoopbackListener;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import net.rubyeye.xmemcached.impl.ArrayMemcachedSessionLocator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.elasticache.model.Endpoint;

/** A node that answers what no Memcached would. */
@Timeout(60)
class HostileMemcachedIT {
  private static volatile byte[] answer;
  private static LoopbackListener node;

  @BeforeAll
  static void start() {
    node = LoopbackListener.start("hostile-memcached", HostileMemcachedIT::serve);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  /** Is honest about its cluster only: without that, no client would ask for a key. */
  private static void serve(LoopbackListener.Connection connection) throws IOException {
    var requests =
        new BufferedReader(
            new InputStreamReader(
                connection.client().getInputStream(), StandardCharsets.ISO_8859_1));
    OutputStream answers = connection.client().getOutputStream();
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      if (line.startsWith("config")) {
        String nodes = "1\nlocalhost|127.0.0.1|" + node.address().getPort() + "\n";
        answers.write(bytes("CONFIG cluster 0 " + nodes.length() + "\r\n" + nodes + "\r\nEND\r\n"));
      } else if (line.startsWith("get") && answer.length > 0) {
        answers.write(answer);
      } else {
        // A client that has said quit waits for the end.
        return;
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void read() throws IOException {
    var endpoint = Endpoint.builder().address("127.0.0.1").port(node.address().getPort()).build();
    try (var keys = new MovedKeys(endpoint, new ArrayMemcachedSessionLocator(), "k", 1)) {
      assertThat(keys.nodes()).isEqualTo(1);
      keys.missing();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage\r\n",
        "SERVER_ERROR out of memory\r\n",
        "VALUE another 0 1\r\nx\r\nEND\r\n",
        "VALUE k0 0 -5\r\nx\r\nEND\r\n",
        "VALUE k0 0 99999999999999\r\n",
        "VALUE k0 0 1\r\nxyz\r\nEND\r\n",
        "STORED\r\n",
        "VALUE k0 0\r\nEND\r\n",
        ""
      })
  void aBrokenAnswerIsAnErrorAndNeitherAValueNorAMiss(String broken) {
    answer = bytes(broken);

    assertThatThrownBy(HostileMemcachedIT::read).isInstanceOf(SetupException.class);
  }

  /** What runs if somebody turns its bytes back into an object. */
  private static final class Trap implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final AtomicBoolean SPRUNG = new AtomicBoolean();

    private void readObject(ObjectInputStream in) {
      SPRUNG.set(true);
    }
  }

  @Test
  void aSerializedObjectIsNotBroughtToLife() throws IOException {
    var object = new ByteArrayOutputStream();
    new ObjectOutputStream(object).writeObject(new Trap());
    var value = new ByteArrayOutputStream();
    // The flag by which the client marks what it has serialized.
    value.write(bytes("VALUE k0 1 " + object.size() + "\r\n"));
    object.writeTo(value);
    value.write(bytes("\r\nEND\r\n"));
    answer = value.toByteArray();

    assertThatThrownBy(HostileMemcachedIT::read).isInstanceOf(RuntimeException.class);

    assertThat(Trap.SPRUNG).isFalse();
  }
}

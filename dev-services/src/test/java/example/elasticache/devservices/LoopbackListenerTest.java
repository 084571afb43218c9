package example.elasticache.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopbackListenerTest {

  private static LoopbackListener echo(String name) {
    return LoopbackListener.start(
        name, c -> c.client().getInputStream().transferTo(c.client().getOutputStream()));
  }

  @Test
  void aHundredOfThemLeaveNoPortAndNoThread() throws IOException {
    for (int i = 0; i < 100; i++) {
      List<RawConversation> talks = new ArrayList<>();
      var listener = echo("left-over");
      for (int j = 0; j < 3; j++) {
        var talk = new RawConversation(listener.address());
        talk.send("hello\n");
        assertThat(talk.readLine()).isEqualTo("hello");
        talks.add(talk);
      }

      listener.close();

      assertThat(listener.open()).isZero();
      // Its own word, because the port may be somebody else's by now.
      assertThat(listener.isListening()).isFalse();
      for (RawConversation talk : talks) {
        talk.close();
      }
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("left-over");
  }

  @Test
  void aResetReachesTheClient() throws IOException {
    try (var listener = echo("reset");
        var talk = new RawConversation(listener.address())) {
      talk.send("hello\n");
      talk.readLine();

      listener.reset();

      assertThatThrownBy(talk::readLine).isInstanceOf(SocketException.class);
      await().until(() -> listener.open() == 0);
    }
  }

  @Test
  void aClosedPortRefusesAndOpensAgainAtTheSamePlace() throws IOException {
    try (var listener = echo("refuse")) {
      listener.refuse();
      assertThat(listener.isListening()).isFalse();
      assertThatThrownBy(() -> new RawConversation(listener.address()))
          .isInstanceOf(ConnectException.class);

      listener.listen();

      try (var talk = new RawConversation(listener.address())) {
        talk.send("hello\n");
        assertThat(talk.readLine()).isEqualTo("hello");
      }
    }
  }

  @Test
  void itsPortIsNotOneThatASystemGivesToClients() {
    try (var listener = echo("port")) {
      assertThat(listener.address().getPort()).isBetween(20_000, 32_000);
      assertThat(listener.address().getAddress().isLoopbackAddress()).isTrue();
    }
  }
}

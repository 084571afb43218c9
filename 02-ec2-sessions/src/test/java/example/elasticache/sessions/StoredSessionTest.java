package example.elasticache.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredSessionTest {
  private static final String JSON = "{\"user\":\"ada\",\"attributes\":{}}";
  private final SessionId id = SessionId.create();

  @Test
  void whatWasWrittenIsRead() {
    String text = new StoredSession(id.hash(), 7, 1_795_600_000_000L, JSON).text();

    assertThat(StoredSession.read(id, text))
        .contains(new Session(id, Optional.of("ada"), Map.of(), 7));
  }

  /** Fails when the value does not name its owner: then one user is let in as another. */
  @Test
  void theValueOfAnotherKeyIsNoSession() {
    String text = new StoredSession(SessionId.create().hash(), 7, 1, JSON).text();

    assertThat(StoredSession.read(id, text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rubbish",
        " 1 1 {}",
        "HASH 1 {}",
        "HASH 0 1 {\"user\":null,\"attributes\":{}}",
        "HASH -1 1 {\"user\":null,\"attributes\":{}}",
        "HASH 1.5 1 {\"user\":null,\"attributes\":{}}",
        "HASH 99999999999999999999 1 {\"user\":null,\"attributes\":{}}",
        "HASH 1 1 ",
        "HASH 1 1 []",
        "HASH 1 1 {\"user\":"
      })
  void anythingElseIsNoSession(String text) {
    assertThat(StoredSession.read(id, text.replace("HASH", id.hash()))).isEmpty();
  }
}

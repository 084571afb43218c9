package e5;

import static org.assertj.core.api.Assertions.assertThat;

import e5.FrontDoor.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class FrontDoorTest {
  private static final String ADA = "ada's id";
  private static final Answer TRY_AGAIN = new Answer(503, "Please try again.", false);
  private static final Answer HELLO = new Answer(200, "Hello, ada", false);

  private final StoppableStore store = new StoppableStore();
  private final FrontDoor door = new FrontDoor(store);

  private static final class StoppableStore implements FrontDoor.Store {
    private final Map<String, String> users = new HashMap<>(Map.of(ADA, "ada"));
    private boolean stopped;

    @Override
    public Optional<String> userOf(String id) {
      answer();
      return Optional.ofNullable(users.get(id));
    }

    @Override
    public void delete(String id) {
      answer();
      users.remove(id);
    }

    private void answer() {
      if (stopped) {
        throw new IllegalStateException("No answer in time.");
      }
    }
  }

  private static void expect(Answer answer, Answer expected, String when) {
    assertThat(answer)
        .withFailMessage("%s The answer should be %s, but is %s.", when, expected, answer)
        .isEqualTo(expected);
  }

  @Test
  @Order(1)
  void aUserIsGreeted() {
    expect(door.page(Optional.of(ADA)), HELLO, "Ada is logged in.");
  }

  @Test
  @Order(2)
  void whoeverHasNoSessionIsAskedWhoItIs() {
    expect(
        door.page(Optional.empty()),
        new Answer(200, "Who are you?", false),
        "The browser sent no cookie.");
    expect(
        door.page(Optional.of("an old id")),
        new Answer(200, "Who are you?", true),
        "The store answered that there is no such session.");
  }

  @Test
  @Order(3)
  void withTheStoreStoppedNobodyIsTakenForNobody() {
    store.stopped = true;

    expect(
        door.page(Optional.of(ADA)),
        TRY_AGAIN,
        "Ada is logged in, and the store does not answer. Whoever takes her cookie back logs her out.");
  }

  @Test
  @Order(4)
  void withTheStoreStoppedNobodyIsTakenForAUser() {
    door.page(Optional.of(ADA));
    store.stopped = true;

    expect(
        door.page(Optional.of(ADA)),
        TRY_AGAIN,
        "Ada was logged in a moment ago. Since then she may have been logged out, and nobody can say.");
  }

  @Test
  @Order(5)
  void whoeverSendsNoCookieNeedsNoStore() {
    store.stopped = true;

    expect(
        door.page(Optional.empty()),
        new Answer(200, "Who are you?", false),
        "The browser sent no cookie, so there is nothing to ask the store.");
  }

  @Test
  @Order(6)
  void whenTheStoreIsBackTheUserIsStillLoggedIn() {
    store.stopped = true;
    door.page(Optional.of(ADA));
    store.stopped = false;

    expect(door.page(Optional.of(ADA)), HELLO, "The store is back, and Ada is still logged in.");
  }

  @Test
  @Order(7)
  void aLogoutEndsTheSession() {
    expect(door.logOut(ADA), new Answer(200, "Good-bye", true), "Ada logged out.");
    expect(
        door.page(Optional.of(ADA)),
        new Answer(200, "Who are you?", true),
        "Ada has logged out, and the store works.");
  }

  @Test
  @Order(8)
  void aLogoutThatDidNotHappenIsNotReportedAsOne() {
    store.stopped = true;

    expect(
        door.logOut(ADA),
        TRY_AGAIN,
        "Ada clicked on \"log out\", and the store did not answer: the session still lives, for everybody who has its id.");
  }
}

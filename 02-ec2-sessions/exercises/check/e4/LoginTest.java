package e4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import e4.Login.Session;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class LoginTest {
  private final SessionsInMemory sessions = new SessionsInMemory();
  private final Login login = new Login(sessions);

  private static final class SessionsInMemory implements Login.Sessions {
    private final Map<String, Session> living = new HashMap<>();
    private int ids;
    private boolean diesBeforeCreate;
    private boolean diesAfterCreate;

    @Override
    public Session create(Optional<String> user, Map<String, String> attributes) {
      if (diesBeforeCreate) {
        throw new IllegalStateException("The program dies here.");
      }
      var session = new Session("id-" + ++ids, user, Map.copyOf(attributes));
      living.put(session.id(), session);
      if (diesAfterCreate) {
        throw new IllegalStateException("The program dies here.");
      }
      return session;
    }

    @Override
    public Optional<Session> find(String id) {
      return Optional.ofNullable(living.get(id));
    }

    @Override
    public void save(Session session) {
      living.put(session.id(), session);
    }

    @Override
    public Optional<Session> delete(String id) {
      return Optional.ofNullable(living.remove(id));
    }
  }

  private Session visitor() {
    return sessions.create(Optional.empty(), Map.of("theme", "dark", "cart", "a mug"));
  }

  @Test
  @Order(1)
  void withoutASessionBeforeALoginBeginsOne() {
    Session session = login.logIn(Optional.empty(), "ada");

    assertThat(sessions.find(session.id()).flatMap(Session::user))
        .withFailMessage(
            "Ada has logged in, but the store has %s under the id that was returned.",
            sessions.find(session.id()))
        .contains("ada");
  }

  @Test
  @Order(2)
  void theIdIsANewOne() {
    Session before = visitor();

    Session after = login.logIn(Optional.of(before.id()), "ada");

    assertThat(after.id())
        .withFailMessage(
            """
            After the login, the id is the same as before.
              1. Eve opens the site and gets an id.
              2. Eve makes Ada's browser use it.
              3. Ada logs in. Eve shows the id, and is Ada.""")
        .isNotEqualTo(before.id());
    assertThat(sessions.find(after.id()).flatMap(Session::user))
        .withFailMessage("The new session should be Ada's, but is %s.", after)
        .contains("ada");
  }

  @Test
  @Order(3)
  void theOldIdIsWorthNothing() {
    Session before = visitor();

    login.logIn(Optional.of(before.id()), "ada");

    assertThat(sessions.find(before.id()))
        .withFailMessage(
            "The id from before the login still opens a session: %s.", sessions.find(before.id()))
        .isEmpty();
  }

  @Test
  @Order(4)
  void whatTheVisitorChoseComesAlong() {
    Session before = visitor();

    Session after = login.logIn(Optional.of(before.id()), "ada");

    assertThat(sessions.find(after.id()).orElseThrow().attributes())
        .withFailMessage(
            "The visitor had chosen %s, and after the login the session holds %s.",
            before.attributes(), after.attributes())
        .isEqualTo(before.attributes());
  }

  @Test
  @Order(5)
  void nothingOfTheUserBeforeComesAlong() {
    Session grace = sessions.create(Optional.of("grace"), Map.of("cart", "a present for Ada"));

    Session ada = login.logIn(Optional.of(grace.id()), "ada");

    assertThat(ada.attributes())
        .withFailMessage(
            "Grace was logged in at this browser before, and Ada sees what was in her session: %s.",
            ada.attributes())
        .isEmpty();
    assertThat(sessions.find(grace.id()))
        .withFailMessage("Ada has logged in at this browser, and the session of Grace still lives.")
        .isEmpty();
  }

  @Test
  @Order(6)
  void anIdThatNobodyIssuedIsIgnored() {
    Session session = login.logIn(Optional.of("chosen-by-eve"), "ada");

    assertThat(session.id())
        .withFailMessage("Eve chose an id, and the login took it over.")
        .isNotEqualTo("chosen-by-eve");
    assertThat(sessions.find("chosen-by-eve"))
        .withFailMessage("There is a session under an id that nobody issued.")
        .isEmpty();
  }

  @Test
  @Order(7)
  void aLoginThatStopsHalfWayLeavesNoTwoSessions() {
    Session before = visitor();
    sessions.diesAfterCreate = true;

    catchThrowable(() -> login.logIn(Optional.of(before.id()), "ada"));

    assertThat(sessions.living.size())
        .withFailMessage(
            "The program died right after the new session began, and there are %s sessions: the old id was still alive then. End the old session first.",
            sessions.living.size())
        .isEqualTo(1);
  }

  @Test
  @Order(8)
  void aLoginThatStopsBeforeTheNewSessionLeavesNone() {
    Session before = visitor();
    sessions.diesBeforeCreate = true;

    catchThrowable(() -> login.logIn(Optional.of(before.id()), "ada"));

    assertThat(sessions.living)
        .withFailMessage(
            "The program died before the new session began. Nobody should be logged in, but these sessions live: %s.",
            sessions.living)
        .isEmpty();
  }
}

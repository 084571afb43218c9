package e4;

import java.util.Map;
import java.util.Optional;

/** Logs users in. */
public final class Login {

  /** A session; nobody has logged in where the user is empty. */
  public record Session(String id, Optional<String> user, Map<String, String> attributes) {}

  /** The session store. */
  public interface Sessions {

    /** Begins a session under a new id. */
    Session create(Optional<String> user, Map<String, String> attributes);

    /** Returns the session, if it lives. */
    Optional<Session> find(String id);

    /** Keeps this in place of what the session held. */
    void save(Session session);

    /** Ends the session, and returns what it held if it lived. */
    Optional<Session> delete(String id);
  }

  private final Sessions sessions;

  public Login(Sessions sessions) {
    this.sessions = sessions;
  }

  /**
   * Returns the session of a user who has just proved to be one.
   *
   * @param before the id that the browser showed, if it showed one
   */
  public Session logIn(Optional<String> before, String user) {
    Map<String, String> kept =
        before.flatMap(sessions::delete).map(Session::attributes).orElse(Map.of());
    return sessions.create(Optional.of(user), kept);
  }
}

package example.elasticache.sessions;

import java.util.Map;
import java.util.Optional;

/** Where sessions are kept, so that any instance of the application finds them. */
// tag::type[]
public interface SessionRepository {

  /** Begins a session, for nobody in particular or for a user who has just logged in. */
  Session create(Optional<String> user, Map<Attribute, String> attributes);

  /** Returns the session as it is, if it lives; its idle time begins anew. */
  Optional<Session> find(SessionId id);

  /** Keeps the attributes of this copy, unless the session has ended or changed meanwhile. */
  SaveOutcome save(Session session);

  /** Gives the session a new id; the old one is worth nothing from the same moment. */
  Optional<Session> rotate(Session session);

  /** Ends the session, and returns what it held if it lived. */
  Optional<Session> delete(SessionId id);

  /** Ends every session of this user, and returns how many there were. */
  int deleteAllOf(String user);
}
// end::type[]

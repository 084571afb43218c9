package example.elasticache.benchmarks;

import static example.elasticache.sessions.Attribute.VISITS;

import example.elasticache.sessions.Session;
import example.elasticache.sessions.SessionId;
import example.elasticache.sessions.SessionRepository;
import example.elasticache.sessions.Sessions;
import java.util.Map;
import java.util.Optional;

/** Sessions in a repository of the sessions module. */
final class OurSessions implements SessionLibrary<Session> {
  private final SessionRepository repository;
  private final Sessions sessions;

  OurSessions(SessionRepository repository) {
    this.repository = repository;
    this.sessions = new Sessions(repository);
  }

  @Override
  public String logIn(String user) {
    return repository.create(Optional.of(user), Map.of(VISITS, "0")).id().value();
  }

  @Override
  public Session open(String id) {
    return sessions.find(id(id)).orElseThrow();
  }

  @Override
  public void countVisit(Session session) {
    sessions.update(session, now -> now.with(VISITS, String.valueOf(visits(now) + 1)));
  }

  @Override
  public void close(Session session) {
    // A change is kept at once, and a use when it is read.
  }

  @Override
  public void logOut(String id) {
    sessions.logOut(id(id));
  }

  @Override
  public long visits(String id) {
    return sessions.find(id(id)).map(OurSessions::visits).orElse(-1L);
  }

  private static long visits(Session session) {
    return Long.parseLong(session.get(VISITS).orElseThrow());
  }

  private static SessionId id(String value) {
    return SessionId.parse(value).orElseThrow();
  }
}

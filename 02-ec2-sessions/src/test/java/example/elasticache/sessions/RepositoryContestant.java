package example.elasticache.sessions;

import static example.elasticache.sessions.Attribute.VISITS;

import java.util.Map;
import java.util.Optional;

/** A repository of this module in a race. */
public final class RepositoryContestant implements SessionRaces.Contestant<Session> {
  private final SessionRepository repository;
  private final Sessions sessions;

  public RepositoryContestant(SessionRepository repository) {
    this.repository = repository;
    this.sessions = new Sessions(repository);
  }

  @Override
  public String begin() {
    return repository.create(Optional.of("ada"), Map.of(VISITS, "0")).id().value();
  }

  @Override
  public Session load(String id) {
    return repository.find(id(id)).orElseThrow();
  }

  @Override
  public void increment(Session session) {
    sessions.update(session, now -> now.with(VISITS, String.valueOf(visits(now) + 1)));
  }

  @Override
  public void end(String id) {
    repository.delete(id(id));
  }

  @Override
  public long count(String id) {
    return repository.find(id(id)).map(RepositoryContestant::visits).orElse(-1L);
  }

  private static long visits(Session session) {
    return Long.parseLong(session.get(VISITS).orElseThrow());
  }

  private static SessionId id(String value) {
    return SessionId.parse(value).orElseThrow();
  }
}

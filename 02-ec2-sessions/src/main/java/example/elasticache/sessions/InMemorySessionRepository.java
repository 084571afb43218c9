package example.elasticache.sessions;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules without a server: sessions in the memory of one JVM, for tests and for reading. */
public final class InMemorySessionRepository implements SessionRepository {

  private record Living(Session session, Instant began, Instant used) {}

  private final Map<SessionId, Living> sessions = new LinkedHashMap<>();
  private final Lifetimes lifetimes;
  private final InstantSource clock;

  public InMemorySessionRepository(Lifetimes lifetimes, InstantSource clock) {
    this.lifetimes = lifetimes;
    this.clock = clock;
  }

  @Override
  public synchronized Session create(Optional<String> user, Map<Attribute, String> attributes) {
    SessionJson.write(user, attributes);
    endExpired();
    user.ifPresent(this::makeRoom);
    var session = new Session(SessionId.create(), user, attributes, 1);
    sessions.put(session.id(), new Living(session, clock.instant(), clock.instant()));
    return session;
  }

  private void makeRoom(String user) {
    List<SessionId> oldestFirst = of(user);
    for (int i = 0; i <= oldestFirst.size() - lifetimes.perUser(); i++) {
      sessions.remove(oldestFirst.get(i));
    }
  }

  private List<SessionId> of(String user) {
    return sessions.values().stream()
        .filter(living -> living.session.user().equals(Optional.of(user)))
        .sorted(Comparator.comparing(Living::began))
        .map(living -> living.session.id())
        .toList();
  }

  @Override
  public synchronized Optional<Session> find(SessionId id) {
    endExpired();
    Living touched =
        sessions.computeIfPresent(
            id, (same, living) -> new Living(living.session, living.began, clock.instant()));
    return Optional.ofNullable(touched).map(Living::session);
  }

  @Override
  public synchronized SaveOutcome save(Session session) {
    SessionJson.write(session.user(), session.attributes());
    endExpired();
    Living living = sessions.get(session.id());
    if (living == null) {
      return SaveOutcome.ENDED;
    }
    if (living.session.version() != session.version()) {
      return SaveOutcome.OVERTAKEN;
    }
    var saved =
        new Session(session.id(), session.user(), session.attributes(), session.version() + 1);
    sessions.put(session.id(), new Living(saved, living.began, clock.instant()));
    return SaveOutcome.SAVED;
  }

  @Override
  public synchronized Optional<Session> rotate(Session session) {
    endExpired();
    Living living = sessions.remove(session.id());
    if (living == null) {
      return Optional.empty();
    }
    Session old = living.session;
    var renamed = new Session(SessionId.create(), old.user(), old.attributes(), old.version());
    sessions.put(renamed.id(), new Living(renamed, living.began, clock.instant()));
    return Optional.of(renamed);
  }

  @Override
  public synchronized Optional<Session> delete(SessionId id) {
    endExpired();
    return Optional.ofNullable(sessions.remove(id)).map(Living::session);
  }

  @Override
  public synchronized int deleteAllOf(String user) {
    endExpired();
    List<SessionId> all = of(user);
    all.forEach(sessions::remove);
    return all.size();
  }

  private void endExpired() {
    Instant now = clock.instant();
    sessions
        .values()
        .removeIf(
            living ->
                !now.isBefore(living.used.plus(lifetimes.idle()))
                    || !now.isBefore(living.began.plus(lifetimes.absolute())));
  }
}

package example.elasticache.sessions;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/** The pattern: what an application does with its users' sessions, wherever they are kept. */
public final class Sessions {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final SessionRepository repository;

  public Sessions(SessionRepository repository) {
    this.repository = repository;
  }

  /** Begins a session for somebody who has not logged in. */
  public Session begin() {
    return repository.create(Optional.empty(), Map.of());
  }

  /** Returns the session, if it lives. */
  public Optional<Session> find(SessionId id) {
    return repository.find(id);
  }

  // tag::login[]
  /** Begins the session of a user who has just proved to be one; the session before it ends. */
  public Session logIn(Optional<SessionId> before, String user) {
    // The old id dies first: a crash in between leaves no session, and never two.
    Map<Attribute, String> kept =
        before
            .flatMap(repository::delete)
            // What somebody else left in this browser is not this user's.
            .filter(session -> session.user().isEmpty())
            .map(Session::attributes)
            .orElse(Map.of());
    return repository.create(Optional.of(user), kept);
  }

  // end::login[]

  /** Gives the session a new id, as when the user has proved once more who is there. */
  public Optional<Session> renew(Session session) {
    return repository.rotate(session);
  }

  // tag::update[]
  /**
   * Changes the session, however many others change it at the same time, and returns what was kept;
   * nothing if it has ended.
   */
  public Optional<Session> update(Session read, UnaryOperator<Session> change) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Session session = read;
    for (int attempt = 1; System.nanoTime() - end < 0; attempt++) {
      Session changed = change.apply(session);
      switch (repository.save(changed)) {
        case SAVED:
          return Optional.of(changed);
        case ENDED:
          return Optional.empty();
        case OVERTAKEN:
          pause(attempt);
      }
      Optional<Session> again = repository.find(session.id());
      if (again.isEmpty()) {
        return again;
      }
      session = again.get();
    }
    throw new SessionStoreUnavailableException("Too many requests change one session.", null);
  }

  // end::update[]

  private static void pause(int attempt) {
    // A random time, or those who collided once collide again.
    long most = Math.min(20, attempt) * 500_000L;
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
  }

  /** Ends the session. */
  public void logOut(SessionId id) {
    repository.delete(id);
  }

  /** Ends all sessions of the user, and returns how many there were. */
  public int logOutEverywhere(String user) {
    return repository.deleteAllOf(user);
  }
}

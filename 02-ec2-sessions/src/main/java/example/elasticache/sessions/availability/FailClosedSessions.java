package example.elasticache.sessions.availability;

import example.elasticache.sessions.Attribute;
import example.elasticache.sessions.SaveOutcome;
import example.elasticache.sessions.Session;
import example.elasticache.sessions.SessionId;
import example.elasticache.sessions.SessionRepository;
import example.elasticache.sessions.SessionStoreUnavailableException;
import example.elasticache.sessions.SessionTooLargeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A repository that says in time that it does not know, whatever happens to the one behind it.
 *
 * <p>A cache may answer "nothing" when it is down, and a session store must not: a user who is
 * logged in would be shown as nobody, and worse things follow from guessing the other way.
 */
public final class FailClosedSessions implements SessionRepository {
  private static final Pattern CODE = Pattern.compile("^([A-Z]{3,20})\\b");

  private final SessionRepository sessions;
  private final Duration limit;
  private final Runnable onReadOnly;

  /**
   * Puts a limit on each call; when the server turns out to be a replica now, drops the connections
   * by {@code onReadOnly}, because the client does not do so by itself.
   */
  public FailClosedSessions(SessionRepository sessions, Duration limit, Runnable onReadOnly) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException(
          "A call to the session store needs some time, not " + limit + ".");
    }
    this.sessions = sessions;
    this.limit = limit;
    this.onReadOnly = onReadOnly;
  }

  @Override
  public Session create(Optional<String> user, Map<Attribute, String> attributes) {
    return ask(() -> sessions.create(user, attributes));
  }

  @Override
  public Optional<Session> find(SessionId id) {
    return ask(() -> sessions.find(id));
  }

  @Override
  public SaveOutcome save(Session session) {
    return ask(() -> sessions.save(session));
  }

  @Override
  public Optional<Session> rotate(Session session) {
    return ask(() -> sessions.rotate(session));
  }

  @Override
  public Optional<Session> delete(SessionId id) {
    return ask(() -> sessions.delete(id));
  }

  @Override
  public int deleteAllOf(String user) {
    return ask(() -> sessions.deleteAllOf(user));
  }

  // tag::ask[]
  private <T> T ask(Supplier<T> call) {
    try {
      return Deadline.within(limit, call);
    } catch (SessionTooLargeException
        | UnsupportedOperationException
        | IllegalArgumentException e) {
      throw e; // the caller's fault, not the store's
    } catch (RuntimeException e) {
      // Not only the client's exceptions: a garbled reply becomes a ClassCastException.
      String code = code(e);
      if (code.equals(" (READONLY)")) {
        onReadOnly.run();
      }
      throw new SessionStoreUnavailableException(
          "The session store does not answer as it should" + code + ".", e);
    }
  }

  // end::ask[]

  private static String code(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      Matcher code = CODE.matcher(String.valueOf(t.getMessage()));
      if (code.find()) {
        return " (" + code.group(1) + ")";
      }
    }
    return "";
  }
}

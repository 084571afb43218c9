package example.elasticache.sessions.stages;

import example.elasticache.sessions.Attribute;
import example.elasticache.sessions.SaveOutcome;
import example.elasticache.sessions.Session;
import example.elasticache.sessions.SessionId;
import example.elasticache.sessions.SessionJson;
import example.elasticache.sessions.SessionKeys;
import example.elasticache.sessions.SessionRepository;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;

/** Stage 1: one JSON text under a key, with one hour to live from the last save. */
public final class JsonSessions implements SessionRepository {
  private final UnifiedJedis redis;
  private final Duration life;

  public JsonSessions(UnifiedJedis redis, Duration life) {
    this.redis = redis;
    this.life = life;
  }

  @Override
  public Session create(Optional<String> user, Map<Attribute, String> attributes) {
    var session = new Session(SessionId.create(), user, attributes, 1);
    save(session);
    return session;
  }

  // tag::find[]
  @Override
  public Optional<Session> find(SessionId id) {
    return read(id, redis.get(SessionKeys.of(id)));
  }

  // end::find[]

  // tag::save[]
  @Override
  public SaveOutcome save(Session session) {
    String json = SessionJson.write(session.user(), session.attributes());
    // Value and expiry in one command: a crash between two would leave a session for ever.
    redis.set(SessionKeys.of(session.id()), json, SetParams.setParams().px(life.toMillis()));
    return SaveOutcome.SAVED;
  }

  // end::save[]

  @Override
  public Optional<Session> rotate(Session session) {
    // The old id goes first: a crash in between ends the session, and leaves no two of it.
    return delete(session.id()).map(old -> create(old.user(), old.attributes()));
  }

  @Override
  public Optional<Session> delete(SessionId id) {
    return read(id, redis.getDel(SessionKeys.of(id)));
  }

  @Override
  public int deleteAllOf(String user) {
    throw new UnsupportedOperationException("Nobody knows here which sessions a user has.");
  }

  private static Optional<Session> read(SessionId id, String json) {
    return json == null
        ? Optional.empty()
        : SessionJson.read(json).map(is -> new Session(id, is.user(), is.attributes(), 1));
  }
}

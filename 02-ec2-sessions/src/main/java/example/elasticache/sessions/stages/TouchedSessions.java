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
import redis.clients.jedis.params.GetExParams;

/** Stage 3: as stage 1, and reading a session also renews its time, in the same command. */
public final class TouchedSessions implements SessionRepository {
  private final UnifiedJedis redis;
  private final Duration idle;
  private final JsonSessions sessions;

  public TouchedSessions(UnifiedJedis redis, Duration idle) {
    this.redis = redis;
    this.idle = idle;
    this.sessions = new JsonSessions(redis, idle);
  }

  // tag::find[]
  @Override
  public Optional<Session> find(SessionId id) {
    String json = redis.getEx(SessionKeys.of(id), GetExParams.getExParams().px(idle.toMillis()));
    return json == null
        ? Optional.empty()
        : SessionJson.read(json).map(is -> new Session(id, is.user(), is.attributes(), 1));
  }

  // end::find[]

  @Override
  public Session create(Optional<String> user, Map<Attribute, String> attributes) {
    return sessions.create(user, attributes);
  }

  @Override
  public SaveOutcome save(Session session) {
    return sessions.save(session);
  }

  @Override
  public Optional<Session> rotate(Session session) {
    return sessions.rotate(session);
  }

  @Override
  public Optional<Session> delete(SessionId id) {
    return sessions.delete(id);
  }

  @Override
  public int deleteAllOf(String user) {
    return sessions.deleteAllOf(user);
  }
}

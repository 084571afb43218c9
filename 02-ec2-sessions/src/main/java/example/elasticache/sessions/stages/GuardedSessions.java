package example.elasticache.sessions.stages;

import example.elasticache.sessions.Attribute;
import example.elasticache.sessions.SaveOutcome;
import example.elasticache.sessions.Script;
import example.elasticache.sessions.Session;
import example.elasticache.sessions.SessionId;
import example.elasticache.sessions.SessionJson;
import example.elasticache.sessions.SessionKeys;
import example.elasticache.sessions.SessionRepository;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.GetExParams;
import redis.clients.jedis.params.SetParams;

/** Stage 4: a save finds the session alive and unchanged, or it changes nothing. */
public final class GuardedSessions implements SessionRepository {
  // tag::script[]
  /** KEYS: the session. ARGV: the version that was read, the next one, content, time to live. */
  private static final Script SAVE =
      new Script(
          """
          local value = redis.call('GET', KEYS[1])
          if not value then
            return 'ENDED'
          end
          if string.match(value, '^(%d+) ') ~= ARGV[1] then
            return 'OVERTAKEN'
          end
          redis.call('SET', KEYS[1], ARGV[2] .. ' ' .. ARGV[3], 'PX', ARGV[4])
          return 'SAVED'
          """);

  // end::script[]

  /** KEYS: the old session, the new one. ARGV: time to live. */
  private static final Script ROTATE =
      new Script(
          """
          local value = redis.call('GETDEL', KEYS[1])
          if value then
            redis.call('SET', KEYS[2], value, 'PX', ARGV[1])
          end
          return value
          """);

  private final UnifiedJedis redis;
  private final Duration idle;

  public GuardedSessions(UnifiedJedis redis, Duration idle) {
    this.redis = redis;
    this.idle = idle;
  }

  @Override
  public Session create(Optional<String> user, Map<Attribute, String> attributes) {
    var session = new Session(SessionId.create(), user, attributes, 1);
    String value = "1 " + SessionJson.write(user, attributes);
    redis.set(SessionKeys.of(session.id()), value, SetParams.setParams().px(idle.toMillis()));
    return session;
  }

  @Override
  public Optional<Session> find(SessionId id) {
    return read(id, redis.getEx(SessionKeys.of(id), GetExParams.getExParams().px(idle.toMillis())));
  }

  // tag::save[]
  @Override
  public SaveOutcome save(Session session) {
    String json = SessionJson.write(session.user(), session.attributes());
    List<String> keys = List.of(SessionKeys.of(session.id()));
    long read = session.version();
    return SaveOutcome.valueOf(
        (String) SAVE.run(redis, keys, read, read + 1, json, idle.toMillis()));
  }

  // end::save[]

  @Override
  public Optional<Session> rotate(Session session) {
    // In the same shard, so that one script can reach both keys on a cluster, too.
    SessionId id = SessionId.createIn(session.id().shard());
    List<String> keys = List.of(SessionKeys.of(session.id()), SessionKeys.of(id));
    return read(id, (String) ROTATE.run(redis, keys, idle.toMillis()));
  }

  @Override
  public Optional<Session> delete(SessionId id) {
    return read(id, redis.getDel(SessionKeys.of(id)));
  }

  @Override
  public int deleteAllOf(String user) {
    throw new UnsupportedOperationException("Nobody knows here which sessions a user has.");
  }

  private static Optional<Session> read(SessionId id, String value) {
    int space = value == null ? -1 : value.indexOf(' ');
    if (space < 1 || space > 18 || !value.substring(0, space).matches("[1-9][0-9]*")) {
      return Optional.empty();
    }
    long version = Long.parseLong(value.substring(0, space));
    return SessionJson.read(value.substring(space + 1))
        .map(is -> new Session(id, is.user(), is.attributes(), version));
  }
}

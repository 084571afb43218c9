package example.elasticache.sessions;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;

/**
 * Keeps sessions in Redis 7 or Valkey, alone or as a cluster.
 *
 * <p>Each verb is one command. The server's clock decides what has expired, so the clocks of the
 * instances do not matter. It needs no keyspace events and no CONFIG, which ElastiCache refuses.
 * Threads may share it.
 */
public final class RedisSessionRepository implements SessionRepository {
  private static final String NOW =
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000 + math.floor(time[2] / 1000)
      """;

  /** KEYS: the session, the user's list. ARGV: hash, content, idle, absolute, most, key prefix. */
  private static final Script CREATE =
      new Script(
          NOW
              + """
              local began = string.format('%.0f', now)
              local value = ARGV[1] .. ' 1 ' .. began .. ' ' .. ARGV[2]
              redis.call('SET', KEYS[1], value, 'PX', ARGV[3])
              if KEYS[2] then
                local living = {}
                for _, hash in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
                  if redis.call('EXISTS', ARGV[6] .. hash) == 1 then
                    table.insert(living, hash)
                  else
                    redis.call('ZREM', KEYS[2], hash)
                  end
                end
                for oldest = 1, #living + 1 - ARGV[5] do
                  redis.call('DEL', ARGV[6] .. living[oldest])
                  redis.call('ZREM', KEYS[2], living[oldest])
                end
                redis.call('ZADD', KEYS[2], began, ARGV[1])
                redis.call('PEXPIRE', KEYS[2], ARGV[4])
              end
              return value
              """);

  /** What a session may still live; it begins with the header that {@link StoredSession} has. */
  private static final String LEFT =
      NOW
          + """
          local function left(value, idle, absolute)
            local began = string.match(value, '^%x+ %d+ (%d+) ')
            return began and math.floor(math.min(idle, began + absolute - now)) or 0
          end
          """;

  // tag::touch[]
  /** KEYS: the session. ARGV: idle, absolute. */
  private static final Script FIND_AND_TOUCH =
      new Script(
          LEFT
              + """
              local value = redis.call('GET', KEYS[1])
              if value then
                local millis = left(value, ARGV[1], ARGV[2])
                if millis <= 0 then
                  redis.call('DEL', KEYS[1])
                  return false
                end
                redis.call('PEXPIRE', KEYS[1], millis)
              end
              return value
              """);

  // end::touch[]

  /** KEYS: the session. ARGV: the version that was read, content, idle, absolute. */
  private static final Script SAVE =
      new Script(
          LEFT
              + """
              local value = redis.call('GET', KEYS[1])
              local millis = value and left(value, ARGV[3], ARGV[4]) or 0
              if millis <= 0 then
                return 'ENDED'
              end
              local hash, version, began = string.match(value, '^(%x+) (%d+) (%d+) ')
              if version ~= ARGV[1] then
                return 'OVERTAKEN'
              end
              local header = hash .. ' ' .. string.format('%.0f', version + 1) .. ' ' .. began .. ' '
              redis.call('SET', KEYS[1], header .. ARGV[2], 'PX', millis)
              return 'SAVED'
              """);

  // tag::rotate[]
  /** KEYS: the old one, the new one, the user's list. ARGV: old hash, new hash, idle, absolute. */
  private static final Script ROTATE =
      new Script(
          LEFT
              + """
              local value = redis.call('GET', KEYS[1])
              local millis = value and left(value, ARGV[3], ARGV[4]) or 0
              redis.call('DEL', KEYS[1])
              if KEYS[3] then
                redis.call('ZREM', KEYS[3], ARGV[1])
              end
              if millis <= 0 then
                return false
              end
              local renamed = ARGV[2] .. string.sub(value, #ARGV[1] + 1)
              redis.call('SET', KEYS[2], renamed, 'PX', millis)
              if KEYS[3] then
                redis.call('ZADD', KEYS[3], string.match(value, '^%x+ %d+ (%d+) '), ARGV[2])
                redis.call('PEXPIRE', KEYS[3], ARGV[4])
              end
              return renamed
              """);

  // end::rotate[]

  // tag::delete-all[]
  /** KEYS: the user's list. ARGV: key prefix. */
  private static final Script DELETE_ALL =
      new Script(
          """
          local ended = 0
          for _, hash in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
            ended = ended + redis.call('DEL', ARGV[1] .. hash)
          end
          redis.call('DEL', KEYS[1])
          return ended
          """);

  // end::delete-all[]

  private final UnifiedJedis redis;
  private final Lifetimes lifetimes;
  private final RecentTouches touches;

  /** Works with a {@code RedisClient} and, on a cluster, with a {@code RedisClusterClient}. */
  public RedisSessionRepository(UnifiedJedis redis, Lifetimes lifetimes) {
    this(redis, lifetimes, InstantSource.system());
  }

  /** The clock only spaces out renewals; what has expired is the server's to say. */
  RedisSessionRepository(UnifiedJedis redis, Lifetimes lifetimes, InstantSource clock) {
    this.redis = redis;
    this.lifetimes = lifetimes;
    this.touches = new RecentTouches(lifetimes.touchEvery(), clock);
  }

  @Override
  public Session create(Optional<String> user, Map<Attribute, String> attributes) {
    // The id is drawn to fit the user's shard: the user's sessions and the list of them must share
    // a slot.
    SessionId id =
        user.map(name -> SessionId.createIn(SessionKeys.shardOf(name)))
            .orElseGet(SessionId::create);
    var session = new Session(id, user, attributes, 1);
    List<String> keys =
        user.map(name -> List.of(SessionKeys.of(id), SessionKeys.listOf(name)))
            .orElseGet(() -> List.of(SessionKeys.of(id)));
    CREATE.run(
        redis,
        keys,
        id.hash(),
        SessionJson.write(user, attributes),
        idle(),
        absolute(),
        lifetimes.perUser(),
        SessionKeys.inShard(id.shard()));
    return session;
  }

  // tag::find[]
  @Override
  public Optional<Session> find(SessionId id) {
    String key = SessionKeys.of(id);
    Object stored =
        touches.due(id.hash())
            ? FIND_AND_TOUCH.run(redis, List.of(key), idle(), absolute())
            : redis.get(key);
    return read(id, stored);
  }

  // end::find[]

  @Override
  public SaveOutcome save(Session session) {
    String json = SessionJson.write(session.user(), session.attributes());
    List<String> keys = List.of(SessionKeys.of(session.id()));
    Object outcome = SAVE.run(redis, keys, session.version(), json, idle(), absolute());
    return SaveOutcome.valueOf((String) outcome);
  }

  @Override
  public Optional<Session> rotate(Session session) {
    SessionId old = session.id();
    if (session.user().filter(name -> !SessionKeys.shardOf(name).equals(old.shard())).isPresent()) {
      return Optional.empty(); // Nobody issued this id to this user.
    }
    SessionId id = SessionId.createIn(old.shard());
    List<String> keys =
        session
            .user()
            .map(name -> List.of(SessionKeys.of(old), SessionKeys.of(id), SessionKeys.listOf(name)))
            .orElseGet(() -> List.of(SessionKeys.of(old), SessionKeys.of(id)));
    return read(id, ROTATE.run(redis, keys, old.hash(), id.hash(), idle(), absolute()));
  }

  @Override
  public Optional<Session> delete(SessionId id) {
    touches.forget(id.hash());
    return read(id, redis.getDel(SessionKeys.of(id)));
  }

  @Override
  public int deleteAllOf(String user) {
    List<String> keys = List.of(SessionKeys.listOf(user));
    Object ended = DELETE_ALL.run(redis, keys, SessionKeys.inShard(SessionKeys.shardOf(user)));
    return Math.toIntExact((Long) ended);
  }

  private static Optional<Session> read(SessionId id, Object stored) {
    return stored == null ? Optional.empty() : StoredSession.read(id, (String) stored);
  }

  private long idle() {
    return lifetimes.idle().toMillis();
  }

  private long absolute() {
    return lifetimes.absolute().toMillis();
  }
}

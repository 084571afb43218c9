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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;

/**
 * Stage 2: a hash with a field for each attribute, so that two requests can change two of them.
 *
 * <p>A field can also count by itself, and on Redis 7.4 and Valkey 9 it can have a time to live of
 * its own.
 */
public final class HashSessions implements SessionRepository {
  private static final String USER = "user";

  /** KEYS: the session. ARGV: time to live, then field and value in turn. */
  private static final Script SET =
      new Script(
          """
          redis.call('HSET', KEYS[1], unpack(ARGV, 2))
          redis.call('PEXPIRE', KEYS[1], ARGV[1])
          """);

  private final UnifiedJedis redis;
  private final Duration life;

  public HashSessions(UnifiedJedis redis, Duration life) {
    this.redis = redis;
    this.life = life;
  }

  @Override
  public Session create(Optional<String> user, Map<Attribute, String> attributes) {
    var session = new Session(SessionId.create(), user, attributes, 1);
    save(session);
    return session;
  }

  @Override
  public Optional<Session> find(SessionId id) {
    return read(id, redis.hgetAll(SessionKeys.of(id)));
  }

  // tag::save[]
  @Override
  public SaveOutcome save(Session session) {
    SessionJson.write(session.user(), session.attributes()); // refuses what is too large
    List<Object> fields =
        new ArrayList<>(List.of(life.toMillis(), USER, session.user().orElse("")));
    session.attributes().forEach((name, value) -> fields.addAll(List.of(name.wireName(), value)));
    SET.run(redis, List.of(SessionKeys.of(session.id())), fields.toArray());
    return SaveOutcome.SAVED;
  }

  // end::save[]

  // tag::fields[]
  /** Changes one attribute and leaves the others to whoever changes them. */
  public void put(SessionId id, Attribute name, String value) {
    SET.run(redis, List.of(SessionKeys.of(id)), life.toMillis(), name.wireName(), value);
  }

  /** Adds to an attribute that is a number, and returns the sum. */
  public long add(SessionId id, Attribute name, long number) {
    return redis.hincrBy(SessionKeys.of(id), name.wireName(), number);
  }

  /** Lets one attribute expire before its session; it needs Redis 7.4 or Valkey 9. */
  public void expire(SessionId id, Attribute name, Duration time) {
    redis.hpexpire(SessionKeys.of(id), time.toMillis(), name.wireName());
  }

  // end::fields[]

  @Override
  public Optional<Session> rotate(Session session) {
    return delete(session.id()).map(old -> create(old.user(), old.attributes()));
  }

  @Override
  public Optional<Session> delete(SessionId id) {
    Optional<Session> held = find(id);
    redis.del(SessionKeys.of(id));
    return held;
  }

  @Override
  public int deleteAllOf(String user) {
    throw new UnsupportedOperationException("Nobody knows here which sessions a user has.");
  }

  private static Optional<Session> read(SessionId id, Map<String, String> fields) {
    if (!fields.containsKey(USER)) {
      return Optional.empty();
    }
    Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
    fields.forEach(
        (name, value) ->
            Attribute.ofWireName(name).ifPresent(known -> attributes.put(known, value)));
    Optional<String> user = Optional.of(fields.get(USER)).filter(name -> !name.isEmpty());
    return Optional.of(new Session(id, user, attributes, 1));
  }
}

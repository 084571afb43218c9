package example.elasticache.sessions;

import static example.elasticache.sessions.MemcachedCalls.ask;
import static example.elasticache.sessions.MemcachedCalls.seconds;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import net.rubyeye.xmemcached.GetsResponse;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.transcoders.Transcoder;

/**
 * Keeps sessions in Memcached, as far as that goes.
 *
 * <p>Its limits: it keeps no list, so nobody can end all sessions of a user. It has no replica and
 * no disk, so a node that restarts logs out every user whose session lay there. A save takes two
 * commands. Times are whole seconds, and the absolute one is measured by the instances' clocks.
 */
public final class MemcachedSessionRepository implements SessionRepository {
  private static final Transcoder<byte[]> BYTES = new BytesTranscoder();

  private final MemcachedClient memcached;
  private final Lifetimes lifetimes;
  private final InstantSource clock;
  private final RecentTouches touches;

  /** The client is thread-safe: one for the whole application. */
  public MemcachedSessionRepository(
      MemcachedClient memcached, Lifetimes lifetimes, InstantSource clock) {
    this.memcached = memcached;
    this.lifetimes = lifetimes;
    this.clock = clock;
    this.touches = new RecentTouches(lifetimes.touchEvery(), clock);
  }

  @Override
  public Session create(Optional<String> user, Map<Attribute, String> attributes) {
    var session = new Session(SessionId.create(), user, attributes, 1);
    add(session, clock.millis());
    return session;
  }

  private void add(Session session, long began) {
    String json = SessionJson.write(session.user(), session.attributes());
    var stored = new StoredSession(session.id().hash(), session.version(), began, json);
    ask(
        () ->
            memcached.add(
                key(session.id()),
                seconds(left(began)),
                MemcachedCalls.bytes(stored.text()),
                BYTES));
  }

  @Override
  public Optional<Session> find(SessionId id) {
    Optional<StoredSession> stored = living(id, ask(() -> memcached.get(key(id), BYTES)));
    if (stored.isPresent() && touches.due(id.hash())) {
      Duration left = left(stored.get().began());
      ask(() -> memcached.touch(key(id), seconds(left)));
    }
    return stored.flatMap(is -> StoredSession.read(id, is.text()));
  }

  // tag::save[]
  @Override
  public SaveOutcome save(Session session) {
    String json = SessionJson.write(session.user(), session.attributes());
    String key = key(session.id());
    GetsResponse<byte[]> held = ask(() -> memcached.gets(key, BYTES));
    Optional<StoredSession> stored =
        held == null ? Optional.empty() : living(session.id(), held.getValue());
    if (stored.isEmpty()) {
      return SaveOutcome.ENDED;
    }
    long began = stored.get().began();
    if (stored.get().version() != session.version()) {
      return SaveOutcome.OVERTAKEN;
    }
    var next = new StoredSession(session.id().hash(), session.version() + 1, began, json);
    byte[] bytes = MemcachedCalls.bytes(next.text());
    // The server keeps it only if nobody has changed or deleted the item since we got it.
    boolean kept = ask(() -> memcached.cas(key, seconds(left(began)), bytes, BYTES, held.getCas()));
    return kept ? SaveOutcome.SAVED : SaveOutcome.OVERTAKEN;
  }

  // end::save[]

  @Override
  public Optional<Session> rotate(Session session) {
    SessionId old = session.id();
    GetsResponse<byte[]> held = ask(() -> memcached.gets(key(old), BYTES));
    while (held != null) {
      Optional<StoredSession> stored = living(old, held.getValue());
      long seen = held.getCas();
      if (stored.isEmpty()) {
        break;
      }
      // An empty item is no session: of several callers, one puts it there and goes on.
      if (ask(() -> memcached.cas(key(old), 1, new byte[0], BYTES, seen))) {
        return renamed(old, stored.get());
      }
      held = ask(() -> memcached.gets(key(old), BYTES));
    }
    return Optional.empty();
  }

  private Optional<Session> renamed(SessionId old, StoredSession stored) {
    ask(() -> memcached.delete(key(old)));
    Optional<Session> renamed =
        StoredSession.read(old, stored.text())
            .map(is -> new Session(SessionId.create(), is.user(), is.attributes(), is.version()));
    renamed.ifPresent(session -> add(session, stored.began()));
    return renamed;
  }

  @Override
  public Optional<Session> delete(SessionId id) {
    touches.forget(id.hash());
    Optional<Session> held =
        living(id, ask(() -> memcached.get(key(id), BYTES)))
            .flatMap(is -> StoredSession.read(id, is.text()));
    return ask(() -> memcached.delete(key(id))) ? held : Optional.empty();
  }

  @Override
  public int deleteAllOf(String user) {
    throw new UnsupportedOperationException("Memcached keeps no list of a user's sessions.");
  }

  private Optional<StoredSession> living(SessionId id, byte[] bytes) {
    return bytes == null
        ? Optional.empty()
        : StoredSession.parse(MemcachedCalls.text(bytes))
            .filter(stored -> stored.hash().equals(id.hash()))
            .filter(stored -> !left(stored.began()).isZero());
  }

  private Duration left(long began) {
    long untilEnd = began + lifetimes.absolute().toMillis() - clock.millis();
    return Duration.ofMillis(Math.max(0, Math.min(lifetimes.idle().toMillis(), untilEnd)));
  }

  private static String key(SessionId id) {
    return SessionKeys.of(id);
  }
}

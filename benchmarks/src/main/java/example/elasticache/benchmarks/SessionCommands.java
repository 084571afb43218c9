package example.elasticache.benchmarks;

import example.elasticache.benchmarks.Measurement.Row;
import example.elasticache.benchmarks.peers.SpringSessions;
import example.elasticache.devservices.faults.RespGate;
import example.elasticache.sessions.Lifetimes;
import example.elasticache.sessions.RedisSessionRepository;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a request sends to the session store, counted on the wire. */
final class SessionCommands implements AutoCloseable {
  private static final int REQUESTS = 100;

  private final Resources open = new Resources();
  private final List<Row> rows = new ArrayList<>();
  private final RespGate wire;
  private final URI endpoint;

  SessionCommands(URI server) {
    wire = open.add(RespGate.before(new InetSocketAddress(server.getHost(), server.getPort())));
    endpoint = URI.create("redis://127.0.0.1:" + wire.address().getPort());
  }

  /** Returns the commands of one request; those inside a script travel nowhere. */
  Measurement measure() {
    var redis = open.add(RawGet.client(endpoint));
    var defaults = Lifetimes.defaults();
    var sessions = new OurSessions(new RedisSessionRepository(redis, defaults));
    var renewing =
        new OurSessions(new RedisSessionRepository(redis, defaults.withTouchEvery(Duration.ZERO)));
    var spring = open.add(SpringSessions.onLettuce(endpoint));
    var indexed = open.add(SpringSessions.indexed(endpoint));
    add("read", "A request that reads", 1.0, sessions, sessions::read);
    add("renew", "A read that also renews", 1.0, renewing, renewing::read);
    add("write", "A request that writes", 2.0, sessions, sessions::write);
    add("spring-read", "Spring Session reads", null, spring, spring::read);
    add("spring-write", "Spring Session writes", null, spring, spring::write);
    add("spring-indexed-read", "Spring Session with an index reads", null, indexed, indexed::read);
    add(
        "spring-indexed-write",
        "Spring Session with an index writes",
        null,
        indexed,
        indexed::write);
    return new Measurement(
        "session-commands", "What a request sends to the session store", "commands", true, rows);
  }

  private void add(
      String id, String name, Double goal, SessionLibrary<?> library, Function<String, ?> request) {
    String session = library.logIn("ada");
    request.apply(session); // opens the connection, and loads the scripts
    wire.resetCounts();
    for (int i = 0; i < REQUESTS; i++) {
      request.apply(session);
    }
    double sent = wire.counts().values().stream().mapToLong(Long::longValue).sum();
    double each = sent / REQUESTS;
    rows.add(new Row(id, name, new Band(each, each, each), goal != null, goal));
  }

  @Override
  public void close() {
    open.close();
  }
}

package example.elasticache.sessions.web;

import example.elasticache.sessions.Attribute;
import example.elasticache.sessions.Lifetimes;
import example.elasticache.sessions.RedisSessionRepository;
import example.elasticache.sessions.Session;
import example.elasticache.sessions.SessionStoreUnavailableException;
import example.elasticache.sessions.Sessions;
import example.elasticache.sessions.availability.Clients;
import example.elasticache.sessions.availability.FailClosedSessions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import redis.clients.jedis.SslOptions;

/**
 * One instance of the application, in a JVM of its own.
 *
 * <p>It prints its port, and ends when its standard input does: so it never outlives whoever
 * started it.
 */
public final class Instance {
  /** The variable with the store's endpoint, which may hold a password. */
  static final String STORE = "SESSION_STORE";

  private static final Duration LIMIT = Duration.ofMillis(250);

  // tag::main[]
  public static void main(String[] args) throws IOException {
    URI store = URI.create(System.getenv(STORE));
    try (var redis = Clients.redis(store, SslOptions.defaults())) {
      var repository = new RedisSessionRepository(redis, Lifetimes.defaults());
      var failClosed = new FailClosedSessions(repository, LIMIT, redis.getPool()::clear);
      var sessions = new Sessions(failClosed);
      warmUp(sessions);
      try (var application = new WebApplication(args[0], sessions)) {
        System.out.println(application.address().getPort());
        System.in.read();
      }
    }
  }

  // end::main[]

  /** The first user shall not wait while classes are loaded and connections opened. */
  private static void warmUp(Sessions sessions) {
    try {
      Session session = sessions.begin();
      sessions.update(session, same -> same.with(Attribute.VISITS, "0"));
      sessions.find(session.id());
      sessions.logOut(session.id());
    } catch (SessionStoreUnavailableException notYet) {
      // It starts without its store, and says so to its users.
    }
  }

  private Instance() {}
}

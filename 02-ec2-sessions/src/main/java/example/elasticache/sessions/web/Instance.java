package example.elasticache.sessions.web;

import example.elasticache.sessions.Lifetimes;
import example.elasticache.sessions.RedisSessionRepository;
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

  private static final Duration LIMIT = Duration.ofMillis(150);

  // tag::main[]
  public static void main(String[] args) throws IOException {
    URI store = URI.create(System.getenv(STORE));
    try (var redis = Clients.redis(store, SslOptions.defaults())) {
      var repository = new RedisSessionRepository(redis, Lifetimes.defaults());
      var failClosed = new FailClosedSessions(repository, LIMIT, redis.getPool()::clear);
      try (var application = new WebApplication(args[0], new Sessions(failClosed))) {
        System.out.println(application.address().getPort());
        System.in.read();
      }
    }
  }

  // end::main[]

  private Instance() {}
}

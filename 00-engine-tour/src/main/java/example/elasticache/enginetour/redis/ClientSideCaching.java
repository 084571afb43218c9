package example.elasticache.enginetour.redis;

import example.elasticache.enginetour.Clients;
import example.elasticache.enginetour.Engine;
import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.csc.DefaultCache;

/**
 * Copies in the memory of the application, which the server calls back.
 *
 * <p>Often believed: a copy in the application is stale until its time is up. With CLIENT TRACKING
 * the server remembers who has read a key, and tells them when it changes.
 */
public final class ClientSideCaching implements Lab {
  private static final String KEY = "tour:price";

  private final URI endpoint;

  /** Reads from this server. */
  public ClientSideCaching(URI endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public Optional<String> missing() {
    try (var redis = Clients.redis(endpoint)) {
      return Engine.of(redis).lacks("CLIENT TRACKING", "6.0", "7.2");
    }
  }

  // tag::compatible[]
  /** Jedis takes Redis from 7.4 only, and Valkey calls itself 7.2; the commands are older. */
  private static final class AlsoOnOlderServers extends DefaultCache {
    AlsoOnOlderServers() {
      super(1_000);
    }

    @Override
    public boolean compatibilityMode() {
      return true;
    }
  }

  // end::compatible[]

  // tag::wrong[]
  /** A map of one's own: nobody tells it of the change. */
  String readThroughMap() {
    Map<String, String> copies = new HashMap<>();
    try (var reader = Clients.redis(endpoint);
        var writer = Clients.redis(endpoint)) {
      writer.set(KEY, "10");
      copies.computeIfAbsent(KEY, reader::get);
      writer.set(KEY, "12");
      return copies.computeIfAbsent(KEY, reader::get);
    }
  }

  // end::wrong[]

  /** What a thousand reads cost, and how soon a change by somebody else was seen. */
  record Tracked(long asked, long fromCopy, String seen) {
    @Override
    public String toString() {
      return "%,d asked, %,d from the copy, then read %s".formatted(asked, fromCopy, seen);
    }
  }

  // tag::right[]
  /** The cache of Jedis: the server invalidates what has changed. */
  Tracked readThroughTracking() throws InterruptedException {
    var copies = new AlsoOnOlderServers();
    try (var reader = client(copies);
        var writer = Clients.redis(endpoint)) {
      writer.set(KEY, "10");
      for (int i = 0; i < 1_000; i++) {
        reader.get(KEY);
      }
      var stats = copies.getStats();
      writer.set(KEY, "12");
      return new Tracked(stats.getMissCount(), stats.getHitCount(), readUntil("12", reader));
    }
  }

  private RedisClient client(DefaultCache copies) {
    return RedisClient.builder()
        .hostAndPort(endpoint.getHost(), endpoint.getPort())
        .clientConfig(Clients.config(endpoint))
        .poolConfig(Clients.pool())
        .cache(copies)
        .build();
  }

  // end::right[]

  /** The server's word takes a moment; it does not wait for an expiry, of which there is none. */
  private static String readUntil(String wanted, RedisClient reader) throws InterruptedException {
    String seen = reader.get(KEY);
    for (int i = 0; i < 1_000 && !seen.equals(wanted); i++) {
      Thread.sleep(10);
      seen = reader.get(KEY);
    }
    return seen;
  }

  @Override
  public void run(PrintStream out) throws InterruptedException {
    say(out, "a map, after the price went from 10 to 12: read", readThroughMap());
    say(out, "tracked by the server, 1,000 reads", readThroughTracking());
    try (var redis = Clients.redis(endpoint)) {
      redis.del(KEY);
    }
  }
}

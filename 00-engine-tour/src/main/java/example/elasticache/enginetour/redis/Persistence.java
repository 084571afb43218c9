package example.elasticache.enginetour.redis;

import example.elasticache.enginetour.Clients;
import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import redis.clients.jedis.RedisClient;

/**
 * A server that is killed in the middle of its work, and what is there when it is back.
 *
 * <p>Often believed: Redis keeps data in memory, so a crash loses all; or it has snapshots, so a
 * crash loses nothing. On ElastiCache you cannot set any of this: there it is replicas, snapshots
 * to S3, and the durability of Valkey 9.
 */
public final class Persistence implements Lab {
  private static final int HALF = 500;

  /** What a server writes to its disk. */
  public enum Mode {
    NOTHING("nothing"),
    SNAPSHOT("a snapshot (RDB) half way"),
    EVERY_SECOND("append-only file, fsync each second", "--appendonly", "yes"),
    ALWAYS("append-only file, fsync each write", "--appendonly", "yes", "--appendfsync", "always");

    private final String words;
    private final List<String> settings;

    Mode(String words, String... settings) {
      this.words = words;
      this.settings = List.of(settings);
    }

    /** Returns the arguments of redis-server for it. */
    public List<String> settings() {
      return settings;
    }
  }

  private final Function<Mode, Machine> starter;

  /** Takes its servers from here, one for each mode. */
  public Persistence(Function<Mode, Machine> starter) {
    this.starter = starter;
  }

  // tag::kill[]
  /** Writes a thousand keys, kills the server, starts it again, and counts what is there. */
  long survivors(Mode mode) throws InterruptedException {
    try (Machine machine = starter.apply(mode)) {
      try (var redis = Clients.redis(machine.uri())) {
        write(redis, 0);
        if (mode == Mode.SNAPSHOT) {
          save(machine.uri());
        }
        write(redis, HALF);
        awaitAppended(redis);
      }
      machine.kill();
      machine.restart();
      return count(machine.uri());
    }
  }

  // end::kill[]

  private static void save(URI uri) {
    try (var connection = Clients.connection(uri)) {
      connection.save();
    }
  }

  private static void write(RedisClient redis, int first) {
    for (int i = first; i < first + HALF; i++) {
      redis.set("tour:order:" + i, "paid");
    }
  }

  /** A busy disk may hold the append-only file up; what the system has, a kill does not take. */
  private static void awaitAppended(RedisClient redis) throws InterruptedException {
    for (int i = 0; i < 500 && isWaiting(redis.info("persistence")); i++) {
      Thread.sleep(20);
    }
  }

  private static boolean isWaiting(String info) {
    return info.contains("aof_buffer_length:") && !info.contains("aof_buffer_length:0");
  }

  private static long count(URI uri) {
    try (var redis = Clients.redis(uri)) {
      return redis.dbSize();
    }
  }

  @Override
  public void run(PrintStream out) throws InterruptedException {
    for (Mode mode : Mode.values()) {
      say(out, mode.words, "%,d of %,d keys are back".formatted(survivors(mode), 2 * HALF));
    }
  }
}

package e2;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Keeps copies for about a time: a little less or a little more, so that few expire together. */
public final class JitteredCache {

  /** The commands of the engine that can be used here. */
  public interface Engine {

    /** SET key value: the value stays until somebody deletes it. */
    void set(String key, String value);

    /** SET key value PX milliseconds: value and expiry in one step. */
    void set(String key, String value, Duration timeToLive);

    /** PEXPIRE key milliseconds: gives a value that is there already an expiry. */
    void expire(String key, Duration timeToLive);
  }

  private final Engine engine;
  private final Duration time;
  private final double share;
  private final RandomGenerator random;

  /** A share of 0.1 means up to 10 % earlier or later. */
  public JitteredCache(Engine engine, Duration time, double share, RandomGenerator random) {
    this.engine = engine;
    this.time = time;
    this.share = share;
    this.random = random;
  }

  /** Keeps the value until its time is over. */
  public void put(String key, String value) {
    engine.set(key, value);
    engine.expire(key, timeToLive());
  }

  private Duration timeToLive() {
    double factor = 1 + share * (2 * random.nextDouble() - 1);
    return Duration.ofMillis(Math.round(time.toMillis() * factor));
  }
}

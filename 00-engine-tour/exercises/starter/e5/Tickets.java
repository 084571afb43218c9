package e5;

import java.util.Optional;
import java.util.OptionalLong;

/** Sells the tickets of shows, counted on a Memcached that all servers of the shop share. */
public final class Tickets {

  /** A show, and how many seats it has. */
  public record Show(String id, int seats) {}

  /** Some commands of Memcached. Nobody comes into the middle of one of them. */
  public interface Memcached {

    /** Returns the value, if there is one. */
    Optional<String> get(String key);

    /** Writes the value. */
    void set(String key, String value);

    /** Writes the value if there is none; returns whether it wrote. */
    boolean add(String key, String value);

    /** Adds to a number, and returns the sum; does nothing if there is no value. */
    OptionalLong incr(String key, long by);

    /** Takes from a number but not below 0, and returns what is left; see incr. */
    OptionalLong decr(String key, long by);
  }

  /** The counter is gone, and nobody here knows how many tickets are sold. */
  public static final class CounterLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CounterLostException(String show) {
      super("The counter of " + show + " is gone: ask the database how many are sold.");
    }
  }

  private final Memcached memcached;

  public Tickets(Memcached memcached) {
    this.memcached = memcached;
  }

  /**
   * Begins to sell the tickets of a show; each server calls it when it starts.
   *
   * @param sold how many are sold already, as the database says
   */
  public void open(Show show, int sold) {
    // TODO What if another server sells already?
    memcached.set(key(show), String.valueOf(show.seats() - sold));
  }

  /** Takes a ticket; returns false if all are sold. */
  public boolean take(Show show) {
    // TODO What does the visitor get who comes after the last ticket?
    return memcached.decr(key(show), 1).orElse(0) >= 0;
  }

  private static String key(Show show) {
    return "tickets:" + show.id();
  }
}

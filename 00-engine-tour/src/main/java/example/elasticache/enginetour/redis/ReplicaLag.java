package example.elasticache.enginetour.redis;

import example.elasticache.enginetour.Clients;
import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Reading from a replica what was just written to the primary.
 *
 * <p>Often believed: a replica has what the primary has. It has what has arrived.
 */
public final class ReplicaLag implements Lab {
  private static final String KEY = "tour:profile";
  private static final long ARRIVAL_MILLIS = 10_000;

  private final Pair pair;

  /** Writes to the primary of this pair, and reads from its replica. */
  public ReplicaLag(Pair pair) {
    this.pair = pair;
  }

  // tag::wrong[]
  /** Writes and reads at once, while the link is slow. */
  String readAtOnce() {
    begin();
    pair.holdLink();
    try (var primary = Clients.connection(pair.primary());
        var replica = Clients.connection(pair.replica())) {
      primary.set(KEY, "new");
      return replica.get(KEY);
    } finally {
      pair.healLink();
    }
  }

  // end::wrong[]

  // tag::right[]
  /** Writes, waits until one replica has it, and reads; WAIT speaks of its own connection. */
  String readAfterWait() {
    begin();
    try (var primary = Clients.connection(pair.primary());
        var replica = Clients.connection(pair.replica())) {
      primary.set(KEY, "new");
      if (primary.waitReplicas(1, ARRIVAL_MILLIS) == 0) {
        return primary.get(KEY);
      }
      return replica.get(KEY);
    }
  }

  // end::right[]

  /** Returns how many replicas have a write, when it cannot arrive. */
  long replicasWithinMoment() {
    pair.holdLink();
    try (var primary = Clients.connection(pair.primary())) {
      primary.set(KEY, "newer");
      return primary.waitReplicas(1, 50);
    } finally {
      pair.healLink();
    }
  }

  /** Returns what a replica says to a write. */
  String writeToReplica() {
    try (var replica = Clients.connection(pair.replica())) {
      return replica.set(KEY, "mine");
    } catch (JedisDataException e) {
      return e.getMessage();
    }
  }

  private void begin() {
    try (var primary = Clients.connection(pair.primary())) {
      primary.set(KEY, "old");
      if (primary.waitReplicas(1, ARRIVAL_MILLIS) == 0) {
        throw new IllegalStateException("The replica does not follow.");
      }
    }
  }

  @Override
  public void run(PrintStream out) {
    say(out, "SET on the primary, GET on a slow replica: read", readAtOnce());
    say(out, "SET, WAIT 1, GET on the replica: read", readAfterWait());
    say(out, "WAIT while the link is slow: replicas that have it", replicasWithinMoment());
    say(out, "SET on the replica", writeToReplica());
  }
}

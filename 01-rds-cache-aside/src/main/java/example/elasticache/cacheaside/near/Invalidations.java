package example.elasticache.cacheaside.near;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import redis.clients.jedis.exceptions.JedisDataException;

/** Listens to what the server says about changed keys, on a connection and a thread of its own. */
public final class Invalidations implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Invalidations.class.getPackageName());
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** Who keeps copies. */
  public interface Target {
    /** From now on, every change will be told. */
    void begin();

    /** This user's copy is old. */
    void invalidate(long id);

    /** All copies are old. */
    void invalidateAll();

    /** From now on, nothing is told. */
    void lost();
  }

  private final Function<Target, TrackingConnection> connect;
  private final Target target;
  private final Thread thread;
  private volatile boolean closed;
  private volatile TrackingConnection connection;

  /** Starts to listen, and connects again whenever the connection is lost. */
  public Invalidations(Function<Target, TrackingConnection> connect, Target target) {
    this.connect = connect;
    this.target = target;
    this.thread = new Thread(this::listen, "cache-invalidations");
    thread.setDaemon(true);
    thread.start();
  }

  // tag::listen[]
  private void listen() {
    while (!closed) {
      try (var tracking = connect.apply(target)) {
        connection = tracking;
        tracking.start();
        target.begin();
        while (!closed) {
          tracking.awaitPushes();
        }
      } catch (JedisDataException e) {
        if (isUnsupported(e)) {
          LOG.log(Level.WARNING, "The near cache stays off: this server has no client tracking.");
          return;
        }
      } catch (RuntimeException lost) {
        // Connect again, below.
      } finally {
        target.lost();
      }
      pause();
    }
  }

  // end::listen[]

  private static boolean isUnsupported(JedisDataException e) {
    String reply = String.valueOf(e.getMessage());
    return reply.startsWith("ERR") || reply.startsWith("NOPERM");
  }

  /** Waits for a random while: many JVMs that lost one server must not come back in step. */
  private static void pause() {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(PAUSE.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    TrackingConnection tracking = connection;
    if (tracking != null) {
      tracking.end();
    }
  }
}

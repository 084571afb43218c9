package example.elasticache.devservices.faults;

import example.elasticache.devservices.LoopbackListener.Connection;
import example.elasticache.devservices.RespCommand;
import example.elasticache.devservices.ServerException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * A gate in front of one Redis server: it counts the commands that pass, and can hold one back.
 *
 * <p>It makes a race certain: the reader's SET waits at the gate until the writer is done. Only
 * commands in RESP pass, so it stands in front of a server without TLS.
 */
public final class RespGate implements AutoCloseable {
  private static final int LOOK_MILLIS = 20;

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final List<Held> expected = new CopyOnWriteArrayList<>();
  private final Relay relay;

  private RespGate(InetSocketAddress server) {
    relay = new Relay("resp-gate", server, this::requests, RespGate::replies);
  }

  /** Opens a port in front of a server. */
  public static RespGate before(InetSocketAddress server) {
    return new RespGate(server);
  }

  /** Returns where clients connect. */
  public InetSocketAddress address() {
    return relay.listener().address();
  }

  /** Holds the next command that matches; commands behind it on the same connection wait too. */
  public Held holdNext(Predicate<RespCommand> which) {
    var held = new Held(which);
    expected.add(held);
    return held;
  }

  /** Holds the next command with this name that has this key, or any argument equal to it. */
  public Held holdNext(String command, String key) {
    return holdNext(c -> c.name().equals(command) && c.mentions(key));
  }

  /** Returns how many commands with this name, in upper case, have come since the last reset. */
  public long count(String command) {
    return counts.getOrDefault(command, new LongAdder()).sum();
  }

  /** Returns the counts of all commands, the handshake's HELLO, AUTH and CLIENT among them. */
  public Map<String, Long> counts() {
    Map<String, Long> result = new TreeMap<>();
    counts.forEach((name, count) -> result.put(name, count.sum()));
    return result;
  }

  /** Forgets the counts. */
  public void resetCounts() {
    counts.clear();
  }

  private void requests(Socket from, Socket to, Connection connection) throws IOException {
    InputStream in = new BufferedInputStream(from.getInputStream());
    for (var next = RespCommand.read(in); next.isPresent(); next = RespCommand.read(in)) {
      RespCommand command = next.get();
      counts.computeIfAbsent(command.name(), name -> new LongAdder()).increment();
      Optional<Held> hold = expected.stream().filter(h -> h.takes(command)).findFirst();
      if (hold.isPresent()) {
        expected.remove(hold.get());
        hold.get().hold(connection);
      }
      to.getOutputStream().write(command.bytes());
    }
  }

  private static void replies(Socket from, Socket to, Connection connection) throws IOException {
    from.getInputStream().transferTo(to.getOutputStream());
  }

  @Override
  public void close() {
    relay.close();
  }

  /** One command that waits at the gate. */
  public static final class Held {
    private final Predicate<RespCommand> which;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch decided = new CountDownLatch(1);
    private volatile RespCommand command;
    private volatile boolean dropped;

    private Held(Predicate<RespCommand> which) {
      this.which = which;
    }

    private boolean takes(RespCommand candidate) {
      if (!which.test(candidate) || !taken.compareAndSet(false, true)) {
        return false;
      }
      command = candidate;
      return true;
    }

    private void hold(Connection connection) throws IOException {
      arrived.countDown();
      try {
        while (!decided.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          if (!connection.isOpen()) {
            throw new SocketException("the gate is closed");
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SocketException("interrupted");
      }
      if (dropped) {
        throw new SocketException("dropped by the test");
      }
    }

    /** Waits until the command is at the gate, and returns it. */
    public RespCommand await(Duration limit) throws InterruptedException {
      if (!arrived.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ServerException("The command did not come within " + limit + ".");
      }
      return command;
    }

    /** Returns whether the command is at the gate. */
    public boolean hasArrived() {
      return arrived.getCount() == 0;
    }

    /** Lets the command go on to the server, even if its sender has given up meanwhile. */
    public void release() {
      decided.countDown();
    }

    /** Resets the connection instead: the command never reaches the server. */
    public void drop() {
      dropped = true;
      decided.countDown();
    }
  }
}

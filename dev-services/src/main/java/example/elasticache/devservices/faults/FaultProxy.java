package example.elasticache.devservices.faults;

import example.elasticache.devservices.LoopbackListener.Connection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * A network in front of one server, with faults that a test turns on and off.
 *
 * <p>One fault at a time; it takes hold of open connections and of new ones. Without a fault, bytes
 * pass as they come. A server that is not there shows as a reset.
 */
public final class FaultProxy implements AutoCloseable {

  private enum Kind {
    NONE,
    DELAY,
    DRIP,
    HOLD_REPLIES,
    BLACK_HOLE,
    RESET,
    REFUSE
  }

  /** An object of its own for each change, so that a waiting thread sees that time has moved on. */
  private static final class Fault {
    final Kind kind;
    final long millis;

    Fault(Kind kind, Duration each) {
      this.kind = kind;
      this.millis = each.toMillis();
    }
  }

  private static final int CHUNK = 16 * 1024;
  private static final int LOOK_MILLIS = 20;
  private static final long FOR_EVER = Duration.ofDays(1).toMillis();

  private final Object change = new Object();
  private final Relay relay;
  private volatile Fault fault = new Fault(Kind.NONE, Duration.ZERO);

  private FaultProxy(InetSocketAddress server) {
    relay = new Relay("fault-proxy", server, this::requests, this::replies);
  }

  /** Opens a port in front of a server. */
  public static FaultProxy before(InetSocketAddress server) {
    return new FaultProxy(server);
  }

  /** Returns where clients connect, for as long as this proxy lives. */
  public InetSocketAddress address() {
    return relay.listener().address();
  }

  /** Ends the fault: what was held back arrives, and bytes pass again. */
  public void heal() {
    set(Kind.NONE, Duration.ZERO);
  }

  /** Lets requests pass, and each chunk of a reply wait this long. */
  public void delay(Duration each) {
    set(Kind.DELAY, each);
  }

  /** Lets requests pass, and replies come one byte at a time, this far apart. */
  public void drip(Duration each) {
    set(Kind.DRIP, each);
  }

  /** Lets requests reach the server, and keeps its replies until the fault ends. */
  public void holdReplies() {
    set(Kind.HOLD_REPLIES, Duration.ZERO);
  }

  /** Takes connections and lets nothing through in either direction until the fault ends. */
  public void blackHole() {
    set(Kind.BLACK_HOLE, Duration.ZERO);
  }

  /** Resets every connection, the open ones now and each new one as it comes. */
  public void reset() {
    set(Kind.RESET, Duration.ZERO);
    relay.listener().reset();
  }

  /** Resets the open connections once; new ones work. */
  public void cut() {
    relay.listener().reset();
  }

  /** Closes the port and resets the open connections. */
  public void refuse() {
    set(Kind.REFUSE, Duration.ZERO);
  }

  /** Leads new connections to another server, as a DNS change does; the open ones stay. */
  public void pointAt(InetSocketAddress server) {
    relay.pointAt(server);
  }

  /** Returns how many connections there have been. */
  public long accepted() {
    return relay.listener().accepted();
  }

  /** Returns how many connections are open. */
  public int open() {
    return relay.listener().open();
  }

  private void set(Kind kind, Duration each) {
    synchronized (change) {
      fault = new Fault(kind, each);
      change.notifyAll();
    }
    if (kind == Kind.REFUSE) {
      relay.listener().refuse();
    } else {
      relay.listener().listen();
    }
  }

  private void requests(Socket from, Socket to, Connection connection) throws IOException {
    connection.alsoCloses(this::wake);
    byte[] buffer = new byte[CHUNK];
    InputStream in = from.getInputStream();
    requireNoReset();
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      byte[] chunk = Arrays.copyOf(buffer, n);
      for (Fault now = fault; now.kind == Kind.BLACK_HOLE; now = fault) {
        chunk = hold(chunk, from, now);
      }
      requireNoReset();
      to.getOutputStream().write(chunk);
    }
    if (keepsReplies(fault)) {
      // The client gave up, and no reply can reach it: nothing is left to carry.
      connection.reset();
    }
  }

  private void replies(Socket from, Socket to, Connection connection) throws IOException {
    byte[] buffer = new byte[CHUNK];
    InputStream in = from.getInputStream();
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        pass(Arrays.copyOf(buffer, n), to, connection);
      }
    } finally {
      // Behind a black hole even the end of the server stays unseen.
      while (keepsReplies(fault) && connection.isOpen()) {
        await(fault, FOR_EVER, connection);
      }
    }
  }

  /** Carries a piece of a reply, under whichever fault there is while it is on its way. */
  private void pass(byte[] bytes, Socket to, Connection connection) throws IOException {
    OutputStream out = to.getOutputStream();
    int sent = 0;
    while (sent < bytes.length) {
      Fault now = fault;
      switch (now.kind) {
        case NONE -> {
          out.write(bytes, sent, bytes.length - sent);
          return;
        }
        case DELAY -> {
          await(now, now.millis, connection);
          if (fault == now) {
            out.write(bytes, sent, bytes.length - sent);
            return;
          }
        }
        case DRIP -> {
          out.write(bytes[sent++]);
          await(now, now.millis, connection);
        }
        case HOLD_REPLIES, BLACK_HOLE -> await(now, FOR_EVER, connection);
        case RESET, REFUSE -> throw new SocketException("reset by the test");
      }
      if (!connection.isOpen()) {
        return;
      }
    }
  }

  private static boolean keepsReplies(Fault fault) {
    return fault.kind == Kind.BLACK_HOLE || fault.kind == Kind.HOLD_REPLIES;
  }

  private void requireNoReset() throws SocketException {
    if (fault.kind == Kind.RESET) {
      throw new SocketException("reset by the test");
    }
  }

  /** Keeps what arrives while this fault lasts, and goes with the client if it goes. */
  private byte[] hold(byte[] first, Socket from, Fault during) throws IOException {
    var held = new ByteArrayOutputStream();
    held.writeBytes(first);
    byte[] buffer = new byte[CHUNK];
    from.setSoTimeout(LOOK_MILLIS);
    while (fault == during) {
      try {
        int n = from.getInputStream().read(buffer);
        if (n < 0) {
          throw new SocketException("the client gave up");
        }
        held.write(buffer, 0, n);
      } catch (SocketTimeoutException nothingCame) {
        // Look at the fault again.
      }
    }
    from.setSoTimeout(0);
    return held.toByteArray();
  }

  /** Waits this long, or until the fault is another one or the connection ends. */
  private void await(Fault during, long millis, Connection connection) throws IOException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    synchronized (change) {
      long left = millis;
      while (fault == during && connection.isOpen() && left > 0) {
        try {
          change.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new SocketException("interrupted");
        }
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
    }
  }

  private void wake() {
    synchronized (change) {
      change.notifyAll();
    }
  }

  @Override
  public void close() {
    relay.close();
  }
}

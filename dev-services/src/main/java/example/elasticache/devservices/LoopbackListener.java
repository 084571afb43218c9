package example.elasticache.devservices;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A port of the loopback interface that serves each client in a thread of its own.
 *
 * <p>Once it is closed, no port, no connection and no thread of it is left.
 */
public final class LoopbackListener implements AutoCloseable {

  /** What is done for one client; when it returns, the connection is closed. */
  @FunctionalInterface
  public interface Handler {
    /** Talks with one client until it is done. */
    void serve(Connection connection) throws IOException;
  }

  private final String name;
  private final Handler handler;
  private final int port;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final AtomicLong accepted = new AtomicLong();
  private ServerSocket socket;
  private Thread acceptor;

  private LoopbackListener(String name, ServerSocket socket, Handler handler) {
    this.name = name;
    this.handler = handler;
    this.socket = socket;
    this.port = socket.getLocalPort();
    accept();
  }

  /** Listens on a free port; its threads bear this name. */
  public static LoopbackListener start(String name, Handler handler) {
    try {
      return new LoopbackListener(name, Ports.listen(), handler);
    } catch (IOException e) {
      throw new ServerException("No free port on the loopback interface for " + name + ".", e);
    }
  }

  /** Listens on this port, which nobody else may use. */
  public static LoopbackListener startAt(int port, String name, Handler handler) {
    try {
      return new LoopbackListener(name, Ports.listen(port), handler);
    } catch (IOException e) {
      throw new ServerException("The port " + port + " is taken, so " + name + " has none.", e);
    }
  }

  private void accept() {
    ServerSocket listening = socket;
    acceptor =
        daemon(
            () -> {
              try {
                while (true) {
                  new Connection(listening.accept()).begin();
                }
              } catch (IOException closed) {
                // Nobody waits for clients any more.
              }
            });
    acceptor.start();
  }

  private Thread daemon(Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Returns where it listens. */
  public InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", port);
  }

  /** Returns whether its port is open. */
  synchronized boolean isListening() {
    return !socket.isClosed();
  }

  /** Returns how many connections there have been, the open ones included. */
  public long accepted() {
    return accepted.get();
  }

  /** Returns how many connections are open. */
  public int open() {
    return connections.size();
  }

  /** Ends every open connection with a reset. */
  public void reset() {
    connections.forEach(Connection::reset);
  }

  /** Closes the port and resets every connection: clients see "connection refused". */
  public synchronized void refuse() {
    try {
      socket.close();
      // No connection can join the set once this thread is gone.
      awaitEnd(acceptor);
    } catch (IOException e) {
      throw new ServerException("The port of " + name + " did not close.", e);
    }
    reset();
  }

  /** Listens again on the same port, if it is closed. */
  public synchronized void listen() {
    if (socket.isClosed()) {
      try {
        socket = Ports.listenAgain(port);
      } catch (IOException e) {
        throw new ServerException("Somebody took the port " + port + " of " + name + ".", e);
      }
      accept();
    }
  }

  @Override
  public void close() {
    refuse();
    threads.forEach(LoopbackListener::awaitEnd);
  }

  private static void awaitEnd(Thread thread) {
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One client's connection. */
  public final class Connection {
    private final Socket client;
    private final List<Closeable> others = new CopyOnWriteArrayList<>();
    private volatile boolean open = true;

    private Connection(Socket client) {
      this.client = client;
    }

    private void begin() {
      accepted.incrementAndGet();
      connections.add(this);
      threads.removeIf(thread -> !thread.isAlive());
      Thread thread = daemon(this::serve);
      thread.start();
      threads.add(thread);
    }

    private void serve() {
      try {
        client.setTcpNoDelay(true);
        handler.serve(this);
      } catch (IOException gone) {
        // The client went away, or the listener let it go.
      } finally {
        end();
        connections.remove(this);
      }
    }

    /** Returns the client's socket. */
    public Socket client() {
      return client;
    }

    /** Returns whether neither side has ended it. */
    public boolean isOpen() {
      return open;
    }

    /** Closes something else together with this connection. */
    public void alsoCloses(Closeable other) {
      others.add(other);
      if (!open) {
        close(other);
      }
    }

    /** Ends it with a reset: the client sees "connection reset". */
    public void reset() {
      try {
        client.setSoLinger(true, 0);
      } catch (IOException closedAlready) {
        // Then there is nothing left to reset.
      }
      end();
    }

    private void end() {
      open = false;
      close(client);
      others.forEach(this::close);
    }

    private void close(Closeable one) {
      try {
        one.close();
      } catch (IOException e) {
        // It is being thrown away.
      }
    }
  }
}

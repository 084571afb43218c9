package example.elasticache.devservices.faults;

import example.elasticache.devservices.LoopbackListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Takes clients on a loopback port and joins each with a connection of its own to one server. */
final class Relay implements AutoCloseable {

  /** Moves bytes in one direction until the stream ends. */
  @FunctionalInterface
  interface Pump {
    void move(Socket from, Socket to, LoopbackListener.Connection connection) throws IOException;
  }

  private static final int CONNECT_MILLIS = 2_000;

  private final String name;
  private final Pump requests;
  private final Pump replies;
  private final LoopbackListener listener;
  private volatile InetSocketAddress server;

  Relay(String name, InetSocketAddress server, Pump requests, Pump replies) {
    this.name = name;
    this.server = server;
    this.requests = requests;
    this.replies = replies;
    this.listener = LoopbackListener.start(name, this::join);
  }

  private void join(LoopbackListener.Connection connection) throws IOException {
    var upstream = new Socket();
    connection.alsoCloses(upstream);
    try {
      upstream.connect(server, CONNECT_MILLIS);
    } catch (IOException nobody) {
      connection.reset();
      return;
    }
    upstream.setTcpNoDelay(true);
    var back =
        new Thread(() -> move(replies, upstream, connection.client(), connection), name + "-back");
    back.setDaemon(true);
    back.start();
    move(requests, connection.client(), upstream, connection);
    awaitEnd(back);
  }

  private static void move(
      Pump pump, Socket from, Socket to, LoopbackListener.Connection connection) {
    try {
      pump.move(from, to, connection);
      // Only this direction is over: the other side may still have something to say.
      to.shutdownOutput();
    } catch (IOException broken) {
      connection.reset();
    }
  }

  private static void awaitEnd(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  LoopbackListener listener() {
    return listener;
  }

  void pointAt(InetSocketAddress other) {
    server = other;
  }

  @Override
  public void close() {
    listener.close();
  }
}

package example.elasticache.devservices;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports of the loopback interface that nobody uses. */
final class Ports {
  /*
   * Below the ports that a system gives to connecting clients: from 32768 on Linux, from 49152
   * elsewhere. A client that keeps knocking at a dead server would sooner or later be given the
   * server's own port, and then it talks to itself and the server cannot come back.
   */
  private static final int FIRST = 20_000;

  private static final int LAST = 32_000;

  /*
   * One after the other from a random one: a port is not used again while a client of its last
   * server may still knock, and JVMs side by side seldom meet.
   */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(FIRST, LAST));

  /** Returns a port that is free at this moment. */
  static int free() {
    try (ServerSocket socket = listen()) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new ServerException("No free port on the loopback interface.", e);
    }
  }

  /** Returns a socket that listens on a free port. */
  static ServerSocket listen() throws IOException {
    IOException last = null;
    for (int attempt = 0; attempt < 100; attempt++) {
      try {
        return listen(NEXT.getAndUpdate(port -> port + 1 == LAST ? FIRST : port + 1));
      } catch (IOException taken) {
        last = taken;
      }
    }
    throw last;
  }

  /** Returns a socket that listens on this port. */
  static ServerSocket listen(int port) throws IOException {
    var socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(loopback(), port), 128);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Returns 127.0.0.1; the JDK's own answer may be ::1. */
  static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
  }

  private Ports() {}
}

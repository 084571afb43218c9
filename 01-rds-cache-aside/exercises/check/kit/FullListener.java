package kit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** An address to which no connection comes about: nobody accepts, and the queue is full. */
public final class FullListener implements AutoCloseable {
  private final ServerSocket listener;
  private final List<Socket> queue = new ArrayList<>();

  public FullListener() throws IOException {
    listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    boolean room = true;
    while (room) {
      var socket = new Socket();
      queue.add(socket);
      try {
        socket.connect(address(), 100);
      } catch (IOException full) {
        room = false; // Some systems let the next one wait, others refuse it: both is no cache.
      }
    }
  }

  /** Returns where nobody accepts. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : queue) {
      socket.close();
    }
    listener.close();
  }
}

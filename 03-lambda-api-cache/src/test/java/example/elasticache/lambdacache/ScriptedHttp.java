package example.elasticache.lambdacache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server that does to each request what a test wants, byte by byte. */
final class ScriptedHttp implements AutoCloseable {

  /** What is done with a request; the connection closes when it throws. */
  interface Script {
    void run(String request, OutputStream out) throws Exception;
  }

  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile Script script = (request, out) -> {};
  private volatile boolean closesAfterScript;

  private ScriptedHttp(ServerSocket listener) {
    this.listener = listener;
    inBackground(this::accept);
  }

  static ScriptedHttp open() {
    try {
      return new ScriptedHttp(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Answers every request with this text, and keeps the connection. */
  void answer(String text) {
    closesAfterScript = false;
    script = (request, out) -> out.write(text.getBytes(ISO_8859_1));
  }

  /** Does this with every request, and closes the connection after it. */
  void script(Script other) {
    closesAfterScript = true;
    script = other;
  }

  /** Closes what is open, and goes on accepting. */
  void closeConnections() {
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  List<String> requests() {
    return requests;
  }

  int connections() {
    return connections.get();
  }

  int openConnections() {
    return open.size();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        open.add(socket);
        inBackground(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      do {
        var request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
          int b = in.read();
          if (b < 0) {
            return;
          }
          request.append((char) b);
        }
        requests.add(request.toString());
        script.run(request.toString(), socket.getOutputStream());
      } while (!closesAfterScript);
    } catch (Exception over) {
      // The client went, or the script broke off.
    } finally {
      open.remove(socket);
    }
  }

  private static void inBackground(Runnable work) {
    var thread = new Thread(work, "scripted-http");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    closeConnections();
  }
}

package example.elasticache.sessions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Everything that a server was told since this was opened, as MONITOR shows it. */
final class MonitoredCommands implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader in;
  private final StringBuilder text = new StringBuilder();

  MonitoredCommands(InetSocketAddress server) throws IOException {
    socket = new Socket(server.getAddress(), server.getPort());
    socket.setSoTimeout(5_000);
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.US_ASCII));
    in.readLine();
  }

  /** Reads on until the server has run this command. */
  void awaitCommand(String name) throws IOException {
    String line;
    do {
      line = in.readLine();
      text.append(line).append('\n');
    } while (!line.contains("\"" + name + "\""));
  }

  /** Returns what was read. */
  String text() {
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

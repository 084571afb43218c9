package example.elasticache.devservices;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends text to a server and reads lines, with nothing in between. */
public final class RawConversation implements AutoCloseable {
  private final Socket socket = new Socket();
  private final BufferedReader reader;

  public RawConversation(InetSocketAddress address) throws IOException {
    socket.connect(address, 1_000);
    socket.setSoTimeout(5_000);
    reader =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  public void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public String readLine() throws IOException {
    return reader.readLine();
  }

  public void patience(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

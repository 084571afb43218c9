package example.elasticache.devservices;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * One plain conversation with a server, to set it up and to ask how it is.
 *
 * <p>Programs use a client library; this one keeps dev services free of any.
 */
final class RedisConnection implements AutoCloseable {
  private static final int MILLIS = 2_000;

  private final Socket socket;
  private final InputStream in;

  private RedisConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects; with TLS where a context is given. */
  static RedisConnection open(InetSocketAddress address, SSLContext tls) throws IOException {
    var plain = new Socket();
    try {
      plain.connect(address, MILLIS);
      plain.setSoTimeout(MILLIS);
      plain.setTcpNoDelay(true);
      return new RedisConnection(
          tls == null
              ? plain
              : tls.getSocketFactory()
                  .createSocket(plain, address.getHostString(), address.getPort(), true));
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  /** Sends a command and returns its reply: a String, a Long, a List, or null. */
  Object call(String... words) throws IOException {
    RespCommand command = RespCommand.of(words);
    socket.getOutputStream().write(command.bytes());
    Object reply = read();
    if (reply instanceof Refusal refusal) {
      throw new ServerException(command.name() + " was refused: " + refusal.text);
    }
    return reply;
  }

  /** An error is a value inside a list, and an exception only when it is the whole reply. */
  private record Refusal(String text) {}

  private Object read() throws IOException {
    String line = line();
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> rest;
      case '-' -> new Refusal(rest);
      case ':' -> Long.parseLong(rest);
      case '$' -> bulk(Integer.parseInt(rest));
      case '*' -> list(Integer.parseInt(rest));
      default -> throw new IOException("not a RESP reply: " + line);
    };
  }

  private String bulk(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    byte[] bytes = in.readNBytes(length);
    in.skipNBytes(2);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private List<Object> list(int length) throws IOException {
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      items.add(read());
    }
    return items;
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int b = in.read(); b != '\r'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the server closed the connection");
      }
      line.append((char) b);
    }
    in.skipNBytes(1);
    if (line.isEmpty()) {
      throw new IOException("not a RESP reply: an empty line");
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

package example.elasticache.devservices.aws;

import example.elasticache.devservices.LoopbackListener;
import example.elasticache.devservices.LoopbackListener.Connection;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A memcached node as ElastiCache has it: one that can name the nodes of its cluster.
 *
 * <p>The stock server does not know {@code config get cluster}. The door answers it, and asks the
 * server everything else, one request after the other, so that no answer overtakes another.
 */
final class MemcachedDoor implements AutoCloseable {
  private static final int LONGEST_LINE = 64 * 1024;
  private static final int LONGEST_VALUE = 16 * 1024 * 1024;
  private static final Set<String> WITH_DATA =
      Set.of("set", "add", "replace", "append", "prepend", "cas");
  private static final Set<String> UNTIL_END = Set.of("get", "gets", "gat", "gats", "stats");

  private final LoopbackListener listener;
  private final Supplier<InetSocketAddress> server;
  private final Supplier<String> configuration;

  private MemcachedDoor(Supplier<InetSocketAddress> server, Supplier<String> configuration) {
    this.server = server;
    this.configuration = configuration;
    this.listener = LoopbackListener.start("memcached-door", this::serve);
  }

  /** Opens a door; the configuration is the version and then the nodes, a line each. */
  static MemcachedDoor open(Supplier<InetSocketAddress> server, Supplier<String> configuration) {
    return new MemcachedDoor(server, configuration);
  }

  int port() {
    return listener.address().getPort();
  }

  private void serve(Connection connection) throws IOException {
    try (var node = new Socket()) {
      connection.alsoCloses(node);
      node.connect(server.get(), 2_000);
      node.setTcpNoDelay(true);
      // When it returns, the connection is closed: clients that said quit wait for that.
      new Conversation(connection.client(), node).hold();
    } catch (IOException e) {
      connection.reset();
    }
  }

  /** One client's requests, and the node's answers. */
  private final class Conversation {
    private final InputStream requests;
    private final OutputStream answers;
    private final InputStream replies;
    private final OutputStream questions;

    Conversation(Socket client, Socket node) throws IOException {
      requests = new BufferedInputStream(client.getInputStream());
      answers = new BufferedOutputStream(client.getOutputStream());
      replies = new BufferedInputStream(node.getInputStream());
      questions = new BufferedOutputStream(node.getOutputStream());
    }

    void hold() throws IOException {
      while (true) {
        if (requests.available() == 0) {
          answers.flush();
        }
        byte[] line = line(requests);
        if (line.length == 0) {
          return;
        }
        String[] words = text(line).strip().split(" +");
        if (words[0].equals("quit")) {
          return;
        }
        if (words.length >= 3 && words[0].equals("config") && words[2].equals("cluster")) {
          describeCluster();
        } else {
          ask(line, words);
        }
      }
    }

    private void describeCluster() throws IOException {
      byte[] body = (configuration.get() + "\n").getBytes(StandardCharsets.US_ASCII);
      answers.write(("CONFIG cluster 0 " + body.length + "\r\n").getBytes());
      answers.write(body);
      answers.write("\r\nEND\r\n".getBytes());
    }

    private void ask(byte[] line, String[] words) throws IOException {
      questions.write(line);
      if (WITH_DATA.contains(words[0]) && words.length >= 5 && words[4].matches("\\d{1,9}")) {
        carry(requests, questions, Integer.parseInt(words[4]) + 2);
      }
      questions.flush();
      if (words[words.length - 1].equals("noreply")) {
        return;
      }
      if (UNTIL_END.contains(words[0])) {
        carryUntilEnd();
      } else {
        answers.write(required(line(replies)));
      }
    }

    private void carryUntilEnd() throws IOException {
      while (true) {
        byte[] reply = required(line(replies));
        answers.write(reply);
        String[] words = text(reply).strip().split(" +");
        if (words[0].equals("VALUE")) {
          carry(replies, answers, Integer.parseInt(words[3]) + 2);
        } else if (!words[0].equals("STAT")) {
          return;
        }
      }
    }
  }

  private static void carry(InputStream in, OutputStream out, int length) throws IOException {
    if (length > LONGEST_VALUE) {
      throw new IOException("a value of " + length + " bytes");
    }
    byte[] data = in.readNBytes(length);
    if (data.length < length) {
      throw new EOFException();
    }
    out.write(data);
  }

  /** Returns a line with its end, or nothing at the end of the stream. */
  private static byte[] line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      line.write(b);
      if (b == '\n') {
        return line.toByteArray();
      }
      if (line.size() > LONGEST_LINE) {
        throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
      }
    }
    return new byte[0];
  }

  private static byte[] required(byte[] line) throws EOFException {
    if (line.length == 0) {
      throw new EOFException("the node closed the connection");
    }
    return line;
  }

  private static String text(byte[] line) {
    return new String(line, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    listener.close();
  }
}

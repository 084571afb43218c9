package example.elasticache.devservices.faults;

import example.elasticache.devservices.LoopbackListener;
import example.elasticache.devservices.LoopbackListener.Connection;
import example.elasticache.devservices.RespCommand;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that speaks Redis' protocol and answers what the test says.
 *
 * <p>It completes a client's handshake (HELLO, AUTH, CLIENT) by itself unless told otherwise, so
 * that the answer meets the first real command.
 */
public final class ScriptedRedis implements AutoCloseable {

  /** Some bytes, and whether the connection ends after them. */
  private record Answer(String raw, boolean last) {}

  private static final String OK = "+OK\r\n";

  private final Map<String, Answer> scripted = new ConcurrentHashMap<>();
  private final List<RespCommand> received = new CopyOnWriteArrayList<>();
  private final LoopbackListener listener;
  private volatile Answer answer;

  private ScriptedRedis(Answer answer) {
    this.answer = answer;
    this.listener = LoopbackListener.start("scripted-redis", this::serve);
  }

  /** Answers every command with these bytes, such as {@code -LOADING try later\r\n}. */
  public static ScriptedRedis answering(String raw) {
    return new ScriptedRedis(new Answer(raw, false));
  }

  /** Answers every command with these bytes and then closes the connection. */
  public static ScriptedRedis answeringAndClosing(String raw) {
    return new ScriptedRedis(new Answer(raw, true));
  }

  /** Returns where it listens. */
  public InetSocketAddress address() {
    return listener.address();
  }

  /** Answers every command with these bytes from now on. */
  public ScriptedRedis answer(String raw) {
    answer = new Answer(raw, false);
    return this;
  }

  /** Answers commands of this name with these bytes from now on, the handshake's included. */
  public ScriptedRedis answer(String command, String raw) {
    scripted.put(command.toUpperCase(Locale.ROOT), new Answer(raw, false));
    return this;
  }

  /** Returns the commands that have come, without the handshake's. */
  public List<RespCommand> received() {
    return List.copyOf(received);
  }

  private void serve(Connection connection) throws IOException {
    InputStream in = new BufferedInputStream(connection.client().getInputStream());
    OutputStream out = connection.client().getOutputStream();
    for (var next = RespCommand.read(in); next.isPresent(); next = RespCommand.read(in)) {
      Answer reply = reply(next.get());
      out.write(reply.raw.getBytes(StandardCharsets.ISO_8859_1));
      if (reply.last) {
        return;
      }
    }
  }

  private Answer reply(RespCommand command) {
    Answer handshake = handshake(command);
    if (handshake == null) {
      received.add(command);
    }
    Answer own = scripted.get(command.name());
    return own != null ? own : handshake != null ? handshake : answer;
  }

  private static Answer handshake(RespCommand command) {
    return switch (command.name()) {
      case "AUTH", "CLIENT" -> new Answer(OK, false);
      case "HELLO" -> new Answer(hello(command), false);
      default -> null;
    };
  }

  private static String hello(RespCommand command) {
    boolean three = command.words().size() > 1 && command.word(1).equals("3");
    // A map of three pairs in RESP3, the same as a flat array in RESP2.
    return (three ? "%3" : "*6")
        + "\r\n$6\r\nserver\r\n$5\r\nredis\r\n$7\r\nversion\r\n$6\r\n7.0.15\r\n$5\r\nproto\r\n:"
        + (three ? 3 : 2)
        + "\r\n";
  }

  @Override
  public void close() {
    listener.close();
  }
}

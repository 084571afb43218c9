package example.elasticache.devservices.aws;

import example.elasticache.devservices.Certificates;
import example.elasticache.devservices.LoopbackListener;
import example.elasticache.devservices.LoopbackListener.Connection;
import example.elasticache.devservices.RespCommand;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * An endpoint: what stands between an application and the engine of the moment.
 *
 * <p>It plays DNS, since its port stays while the engine behind it changes; TLS; and IAM, since it
 * exchanges a token for the engine's own password on its way through.
 */
final class FrontDoor implements AutoCloseable {
  private static final int CONNECT_MILLIS = 2_000;

  /** An engine's address, and how to talk TLS with it, if it does. */
  record Upstream(InetSocketAddress address, Optional<SSLContext> tls) {}

  /**
   * What the engine is shown instead of what the client showed.
   *
   * @param over tells when the login ends; empty if it changes nothing about that
   */
  record Login(String password, Optional<BooleanSupplier> over) {}

  /** Exchanges what a user shows for what the engine wants to see. */
  interface Desk {
    Login exchange(String user, String presented);
  }

  private final LoopbackListener listener;
  private final Optional<SSLSocketFactory> tls;
  private final Desk desk;
  private final Supplier<Optional<Upstream>> target;

  private FrontDoor(
      int port,
      String name,
      Optional<Certificates> tls,
      Desk desk,
      Supplier<Optional<Upstream>> target) {
    this.tls = tls.map(certificates -> certificates.serverContext().getSocketFactory());
    this.desk = desk;
    this.target = target;
    this.listener =
        port == 0
            ? LoopbackListener.start(name, this::serve)
            : LoopbackListener.startAt(port, name, this::serve);
  }

  /** Opens a door on a port, or on a free one for 0; the target is asked at each connection. */
  static FrontDoor open(
      int port,
      String name,
      Optional<Certificates> tls,
      Desk desk,
      Supplier<Optional<Upstream>> target) {
    return new FrontDoor(port, name, tls, desk, target);
  }

  int port() {
    return listener.address().getPort();
  }

  private void serve(Connection connection) throws IOException {
    Optional<Upstream> engine = target.get();
    if (engine.isEmpty()) {
      connection.reset();
      return;
    }
    var upstream = new Socket();
    connection.alsoCloses(upstream);
    try {
      upstream.connect(engine.get().address(), CONNECT_MILLIS);
      upstream.setTcpNoDelay(true);
      Socket client = encrypted(connection.client());
      Socket server = encrypted(upstream, engine.get());
      var back = new Thread(() -> carryReplies(server, client, connection), "front-door-replies");
      back.setDaemon(true);
      back.start();
      carryCommands(client, server);
    } catch (IOException e) {
      connection.reset();
    }
  }

  private Socket encrypted(Socket client) throws IOException {
    return tls.isEmpty() ? client : tls.get().createSocket(client, null, true);
  }

  private static Socket encrypted(Socket server, Upstream engine) throws IOException {
    return engine.tls().isEmpty()
        ? server
        : engine
            .tls()
            .get()
            .getSocketFactory()
            .createSocket(server, "localhost", engine.address().getPort(), true);
  }

  private void carryCommands(Socket client, Socket server) throws IOException {
    InputStream in = new BufferedInputStream(client.getInputStream());
    OutputStream out = new BufferedOutputStream(server.getOutputStream());
    BooleanSupplier over = () -> false;
    for (var next = read(in, out); next.isPresent(); next = read(in, out)) {
      RespCommand command = next.get();
      // The service does not wait for the next command; nobody can tell before sending one.
      if (over.getAsBoolean()) {
        throw new IOException("The login is over.");
      }
      int user = userIn(command);
      if (user > 0) {
        Login login = desk.exchange(command.words().get(user), command.words().get(user + 1));
        over = login.over().orElse(over);
        command = withPassword(command, user, login.password());
      }
      out.write(command.bytes());
      if (in.available() == 0) {
        out.flush();
      }
    }
    out.flush();
  }

  /** Reads a command; a replica that loads sends line ends, to say that it lives. */
  private static Optional<RespCommand> read(InputStream in, OutputStream out) throws IOException {
    in.mark(1);
    for (int b = in.read(); b == '\n'; b = in.read()) {
      out.write(b);
      in.mark(1);
    }
    in.reset();
    return RespCommand.read(in);
  }

  private static void carryReplies(Socket server, Socket client, Connection connection) {
    try {
      server.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException gone) {
      // One of the two is gone, so the other is of no more use.
    }
    connection.reset();
  }

  /** Returns where AUTH user password or HELLO n AUTH user password names the user, or 0. */
  private static int userIn(RespCommand command) {
    int user = 0;
    if (command.name().equals("AUTH") && command.words().size() == 3) {
      user = 1;
    } else if (command.name().equals("HELLO")) {
      List<String> upper =
          command.words().stream().map(word -> word.toUpperCase(Locale.ROOT)).toList();
      user = upper.indexOf("AUTH") + 1;
    }
    return user + 1 < command.words().size() ? user : 0;
  }

  private static RespCommand withPassword(RespCommand command, int user, String password) {
    List<String> words = new ArrayList<>(command.words());
    words.set(user + 1, password);
    return RespCommand.of(words.toArray(String[]::new));
  }

  /** Ends the open connections, as a change of DNS with a dead primary does. */
  void reset() {
    listener.reset();
  }

  @Override
  public void close() {
    listener.close();
  }
}

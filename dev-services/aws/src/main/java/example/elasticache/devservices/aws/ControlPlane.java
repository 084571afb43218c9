package example.elasticache.devservices.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import example.elasticache.devservices.Certificates;
import example.elasticache.devservices.ServerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * ElastiCache, IAM and STS on this machine: the API at one loopback port, real engines behind it.
 *
 * <p>Any AWS SDK or CLI talks to it once it is told the endpoint and the keys. See {@link
 * #notSimulated} for what it does not do.
 */
public final class ControlPlane implements AutoCloseable {
  static {
    // Without it, each answer waits for the client's delayed acknowledgement: 40 ms and more.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // A client that begins a request and does not end it must not hold a thread for ever.
    System.setProperty("sun.net.httpserver.maxReqTime", "30");
  }

  /** The keys that it knows from the start; they open nothing but this machine's toys. */
  public static final String ACCESS_KEY_ID = "local-access-key";

  public static final String SECRET_ACCESS_KEY = "local-secret-key";

  /** The account that everything belongs to. */
  public static final String ACCOUNT = Principal.ACCOUNT;

  private final HttpServer http;
  private final ExecutorService threads = Context.daemons();
  private final Context context;
  private final ServerlessCaches serverlessCaches;
  private final ReplicationGroups replicationGroups;
  private final CacheClusters cacheClusters;
  private final Thread closer = new Thread(this::closeEngines, "close-control-plane");

  private ControlPlane(Options options) {
    InstantSource clock = options.clock;
    var keys = new Keys(clock, Principal.administrator(ACCESS_KEY_ID, SECRET_ACCESS_KEY));
    context =
        new Context(
            clock,
            options.timings,
            Certificates.forLocalhost(),
            new Events(clock),
            new Tags(),
            keys,
            options.log,
            threads);
    var tokens = new IamTokens(keys, clock);
    var users = new Users(context);
    var userGroups = new UserGroups(context, users);
    var subnetGroups = new SubnetGroups(context);
    var parameterGroups = new ParameterGroups(context);
    var snapshots = new Snapshots(context);
    var serverlessSnapshots = new ServerlessSnapshots(context);
    serverlessCaches = new ServerlessCaches(context, tokens, userGroups, serverlessSnapshots);
    replicationGroups =
        new ReplicationGroups(
            context, tokens, userGroups, parameterGroups, subnetGroups, snapshots);
    cacheClusters = new CacheClusters(context, parameterGroups, subnetGroups, replicationGroups);
    userGroups.usedBy(replicationGroups::withUserGroup, serverlessCaches::withUserGroup);
    subnetGroups.usedBy(
        name -> replicationGroups.useSubnetGroup(name) || cacheClusters.useSubnetGroup(name));
    parameterGroups.usedBy(
        name -> replicationGroups.useParameterGroup(name) || cacheClusters.useParameterGroup(name));
    var iam = new Iam(context);
    var elastiCache =
        new Actions(
            serverlessCaches,
            replicationGroups,
            new ReplicationGroupChanges(context, replicationGroups, userGroups, parameterGroups),
            cacheClusters,
            users,
            userGroups,
            subnetGroups,
            parameterGroups,
            snapshots,
            serverlessSnapshots,
            new Engines(),
            context.events(),
            context.tags());
    var services =
        Map.of(
            "elasticache",
            elastiCache,
            "iam",
            new Actions(iam),
            "sts",
            new Actions(new Sts(iam, keys)));
    var api = new QueryEndpoint(new RequestCheck(keys, clock), services, options.log);
    var page =
        new StatusPage(context, serverlessCaches, replicationGroups, cacheClusters, services);
    try {
      var loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
      http = HttpServer.create(new InetSocketAddress(loopback, options.port), 64);
    } catch (IOException e) {
      throw new ServerException(
          "The control plane cannot have port " + options.port + ": choose another.", e);
    }
    http.setExecutor(threads);
    http.createContext("/", exchange -> answer(exchange, api, page));
    http.start();
    Runtime.getRuntime().addShutdownHook(closer);
  }

  private static void answer(HttpExchange exchange, QueryEndpoint api, StatusPage page)
      throws IOException {
    try (exchange) {
      switch (exchange.getRequestMethod()) {
        case "POST" -> api.handle(exchange);
        case "GET" -> QueryEndpoint.send(exchange, 200, "text/html", api.alone(page::html));
        default ->
            QueryEndpoint.send(exchange, 405, "text/plain", "POST a request, or GET the page.");
      }
    }
  }

  /** How a control plane starts: everything has a default. */
  public static final class Options {
    private InstantSource clock = InstantSource.system();
    private Timings timings = Timings.NONE;
    private Consumer<String> log = line -> {};
    private int port;

    private Options() {}

    /** Tells the time by this clock, which decides states and the age of tokens. */
    public Options clock(InstantSource other) {
      clock = other;
      return this;
    }

    /** Takes at least so long for each change. */
    public Options timings(Timings other) {
      timings = other;
      return this;
    }

    /** Tells each call, and why a login is refused; no line holds a secret. */
    public Options log(Consumer<String> other) {
      log = other;
      return this;
    }

    /** Listens on this port rather than on a free one. */
    public Options port(int other) {
      port = other;
      return this;
    }

    /** Starts it. */
    public ControlPlane start() {
      return new ControlPlane(this);
    }
  }

  /** Returns the options, to change and then to start. */
  public static Options with() {
    return new Options();
  }

  /** Starts one whose changes take no longer than the engines need. */
  public static ControlPlane start() {
    return with().start();
  }

  /** Returns the endpoint for {@code --endpoint-url}, and the page for a browser. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** Returns what a client of the caches must trust. */
  public Certificates certificates() {
    return context.certificates();
  }

  /** Returns what it does not do, a sentence each. */
  public static List<String> notSimulated() {
    return NotSimulated.LINES;
  }

  /** Ends the endpoint and every engine. */
  @Override
  public void close() {
    closeEngines();
    try {
      Runtime.getRuntime().removeShutdownHook(closer);
    } catch (IllegalStateException shuttingDown) {
      // The hook runs already, and finds nothing left to close.
    }
  }

  private synchronized void closeEngines() {
    http.stop(0);
    serverlessCaches.close();
    replicationGroups.close();
    cacheClusters.close();
    threads.shutdown();
    try {
      threads.awaitTermination(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

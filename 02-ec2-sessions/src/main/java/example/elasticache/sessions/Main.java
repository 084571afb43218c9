package example.elasticache.sessions;

import static example.elasticache.devservices.Service.REDIS;

import example.elasticache.devservices.Certificates;
import example.elasticache.devservices.DevServices;
import example.elasticache.sessions.availability.Clients;
import example.elasticache.sessions.web.Browser;
import example.elasticache.sessions.web.Browser.Seen;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import redis.clients.jedis.SslOptions;

/**
 * The story of the chapter: three instances of a web application, and what happens to its users.
 *
 * <p>With {@code --serve}, or GALLERY_SERVE=1 in the environment, it stays up for a browser.
 */
public final class Main {
  private static final int INSTANCES = 3;
  private static final int HTTPS_PORT = 8443;

  // tag::main[]
  public static void main(String[] args) throws Exception {
    // Before the first server: without it, each answer waits 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    boolean serve = List.of(args).contains("--serve") || System.getenv("GALLERY_SERVE") != null;
    var certificates = Certificates.forLocalhost();
    try (var services = DevServices.start(REDIS);
        var fleet =
            new Fleet(
                INSTANCES, services.redis(), serve ? HTTPS_PORT : 0, serverContext(certificates))) {
      if (serve) {
        serve(fleet);
      } else {
        new Main(services, fleet, certificates.clientContext(), System.out).run();
        try (var redis = Clients.redis(services.redis(), SslOptions.defaults())) {
          new StageLab(redis, System.out).run();
        }
      }
    }
  }

  // end::main[]

  private final DevServices services;
  private final Fleet fleet;
  private final SSLContext tls;
  private final PrintStream out;

  private Main(DevServices services, Fleet fleet, SSLContext tls, PrintStream out) {
    this.services = services;
    this.fleet = fleet;
    this.tls = tls;
    this.out = out;
  }

  private void run() throws Exception {
    Browser ada = new Browser(fleet.uri(), tls);
    shareSessions(ada);
    killAnInstance(ada);
    replaceAllInstances(ada);
    logOutEverywhere(ada);
    stopTheStore();
  }

  // tag::story[]
  private void shareSessions(Browser ada) {
    out.println("Three instances, one session store");
    say("logs in", ada.logIn("ada"));
    say("looks at the page five times", visits(ada, 5));
    out.println();
  }

  private void killAnInstance(Browser ada) {
    out.println("One instance is killed (SIGKILL)");
    fleet.kill(ada.visit().instance());
    say("looks five times, on two instances", visits(ada, 5));
    fleet.add();
    say("looks five times, on three again", visits(ada, 5));
    out.println();
  }

  private void replaceAllInstances(Browser ada) throws Exception {
    out.println("All instances are replaced, one after the other (a deployment)");
    var done = new AtomicBoolean();
    var others = CompletableFuture.supplyAsync(() -> failedVisits(done));
    for (int i = fleet.size(); i > 0; i--) {
      fleet.replaceOldest();
    }
    done.set(true);
    out.printf("  %-36s %d%n", "another user's failed requests", others.get());
    say("looks five times, on three new ones", visits(ada, 5));
    out.println();
  }

  private void logOutEverywhere(Browser ada) {
    out.println("Logout everywhere");
    Browser phone = new Browser(fleet.uri(), tls);
    Browser grace = new Browser(fleet.uri(), tls);
    say("logs in on the phone, too", phone.logIn("ada"));
    say("(Grace logs in)", grace.logIn("grace"));
    say("ends all her sessions on the phone", phone.post("logout-everywhere", ""));
    say("looks at the first browser", ada.visit());
    say("(Grace looks)", grace.visit());
    out.println();
  }

  // end::story[]

  private void stopTheStore() {
    out.println("The session store stops answering (SIGSTOP)");
    Browser ada = new Browser(fleet.uri(), tls);
    say("logs in again", ada.logIn("ada"));
    services.pause(REDIS);
    try {
      long start = System.nanoTime();
      Seen seen = ada.visit();
      say("looks", seen, "after ~%.0f ms".formatted((System.nanoTime() - start) / 1e6));
    } finally {
      services.resume(REDIS);
    }
    Seen seen = ada.visit();
    for (int i = 0; i < 100 && seen.status() == 503; i++) {
      seen = ada.visit();
    }
    say("looks when the store goes on", seen);
    out.println();
  }

  private int failedVisits(AtomicBoolean done) {
    Browser other = new Browser(fleet.uri(), tls);
    other.logIn("grace");
    int failed = 0;
    while (!done.get()) {
      failed += other.visit().user().isPresent() ? 0 : 1;
    }
    return failed;
  }

  private static List<Seen> visits(Browser browser, int times) {
    return Stream.generate(browser::visit).limit(times).toList();
  }

  private void say(String what, List<Seen> seen) {
    var instances = new TreeSet<String>();
    seen.forEach(one -> instances.add(one.instance()));
    Seen last = seen.get(seen.size() - 1);
    boolean always = seen.stream().allMatch(one -> one.user().equals(last.user()));
    say(what, last, "from " + String.join(" ", instances) + (always ? "" : ", but not always"));
  }

  private void say(String what, Seen seen) {
    say(what, seen, "");
  }

  private void say(String what, Seen seen, String note) {
    String answer =
        seen.status() != 200
            ? "status " + seen.status()
            : seen.user().map(user -> user + ", page " + seen.visits()).orElse("nobody");
    out.println("  %-36s %-14s %s".formatted(what, answer, note).stripTrailing());
  }

  private static void serve(Fleet fleet) throws InterruptedException {
    System.out.printf(
        """
          Open %s in a browser.
          The certificate is made on this machine, so the browser warns: go on.
          Each page says which instance answered. Ctrl-C ends everything.
        """,
        fleet.uri());
    new CountDownLatch(1).await();
  }

  private static SSLContext serverContext(Certificates certificates)
      throws IOException, GeneralSecurityException {
    char[] password = certificates.password().toCharArray();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = new FileInputStream(certificates.keyStore().toFile())) {
      keys.load(file, password);
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}

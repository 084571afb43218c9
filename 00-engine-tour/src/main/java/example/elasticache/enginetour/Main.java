package example.elasticache.enginetour;

import static example.elasticache.devservices.Service.MEMCACHED;
import static example.elasticache.devservices.Service.REDIS;

import example.elasticache.devservices.DevServices;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import net.rubyeye.xmemcached.impl.KetamaMemcachedSessionLocator;

/** Runs all labs, or the one that the argument or the system property {@code lab} names. */
public final class Main {

  // tag::main[]
  public static void main(String[] args) throws Exception {
    String wanted = args.length > 0 ? args[0] : System.getProperty("lab", "");
    try (var services = DevServices.start(REDIS, MEMCACHED);
        // A client pools its connections and is thread-safe: one for all labs.
        var redis = Clients.redis(services.redis())) {
      var memcached =
          Clients.memcached(new KetamaMemcachedSessionLocator(), List.of(services.memcached()));
      try {
        run(new Labs(redis, services.redis(), memcached).all(), wanted, System.out);
      } finally {
        memcached.shutdown();
      }
    }
  }

  // end::main[]

  static void run(List<Labs.Entry> labs, String wanted, PrintStream out) throws Exception {
    List<Labs.Entry> chosen =
        labs.stream().filter(lab -> wanted.isEmpty() || lab.name().equals(wanted)).toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no lab \"%s\". There are: %s."
              .formatted(
                  wanted, labs.stream().map(Labs.Entry::name).collect(Collectors.joining(", "))));
    }
    for (Labs.Entry lab : chosen) {
      out.println(lab.name() + ": " + lab.point());
      lab.setting().show(out);
      out.println();
    }
  }

  private Main() {}
}

package example.elasticache.devservices.aws;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs the control plane by itself, for any AWS CLI or SDK in any language.
 *
 * <p>{@code --port 4566} chooses the port, and {@code --creating 20} how many seconds a cache is
 * "creating"; 0 is as fast as the engines are.
 */
public final class LocalElastiCache {
  private static final String PORT = "--port";
  private static final String CREATING = "--creating";

  /** Serves until it is interrupted. */
  public static void main(String[] args) throws InterruptedException {
    Map<String, Integer> options = options(args);
    var timings = Timings.VISIBLE.withCreating(Duration.ofSeconds(options.get(CREATING)));
    try (var plane =
        ControlPlane.with()
            .port(options.get(PORT))
            .timings(timings)
            .log(LocalElastiCache::say)
            .start()) {
      greet(plane, System.out);
      Thread.currentThread().join();
    }
  }

  /** Returns what was said, and the rest as usual. */
  static Map<String, Integer> options(String... args) {
    Map<String, Integer> options = new HashMap<>();
    options.put(PORT, 4566);
    options.put(CREATING, (int) Timings.VISIBLE.creating().toSeconds());
    for (int i = 0; i < args.length; i += 2) {
      boolean isNumber = i + 1 < args.length && args[i + 1].matches("\\d{1,5}");
      if (!options.containsKey(args[i]) || !isNumber) {
        throw new IllegalArgumentException(
            "Say %s NUMBER, %s SECONDS, both or nothing; not: %s"
                .formatted(PORT, CREATING, String.join(" ", args)));
      }
      options.put(args[i], Integer.valueOf(args[i + 1]));
    }
    return options;
  }

  private static void say(String line) {
    System.out.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + line);
  }

  static void greet(ControlPlane plane, PrintStream out) {
    out.printf(
        """
        ElastiCache, IAM and STS answer at %s; a browser sees the state there.
        Caches show this certificate: %s (for Java: %s, password %s)

        In another shell, and then any command of the AWS CLI and any program with an AWS SDK:
        """,
        plane.endpoint(),
        plane.certificates().certificate(),
        plane.certificates().trustStore(),
        plane.certificates().password());
    String set = System.getProperty("os.name").startsWith("Windows") ? "set" : "export";
    environment(plane).forEach((name, value) -> out.printf("  %s %s=%s%n", set, name, value));
    out.printf(
        """

        For example:
          aws elasticache create-serverless-cache --serverless-cache-name demo --engine valkey
          aws elasticache describe-serverless-caches

        Not simulated:
        """);
    ControlPlane.notSimulated().forEach(line -> out.println("  - " + line));
    out.println();
  }

  /** The CLI reads one name of the region, and most SDKs the other. */
  private static Map<String, String> environment(ControlPlane plane) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("AWS_ENDPOINT_URL", plane.endpoint().toString());
    environment.put("AWS_ACCESS_KEY_ID", ControlPlane.ACCESS_KEY_ID);
    environment.put("AWS_SECRET_ACCESS_KEY", ControlPlane.SECRET_ACCESS_KEY);
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("AWS_DEFAULT_REGION", "eu-central-1");
    return environment;
  }

  private LocalElastiCache() {}
}

package example.elasticache.devservices.aws;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/**
 * Runs the control plane by itself, for any AWS CLI or SDK in any language.
 *
 * <p>{@code --port 4566} chooses the port, and {@code --creating 20} how many seconds a cache is
 * "creating"; 0 is as fast as the engines are.
 */
public final class LocalElastiCache {
  private static final int PORT = 4566;

  /** Serves until it is interrupted. */
  public static void main(String[] args) throws InterruptedException {
    int port = number(args, "--port", PORT);
    int creating = number(args, "--creating", (int) Timings.VISIBLE.creating().toSeconds());
    var timings = Timings.VISIBLE.withCreating(Duration.ofSeconds(creating));
    try (var plane =
        ControlPlane.with().port(port).timings(timings).log(LocalElastiCache::say).start()) {
      greet(plane, System.out);
      Thread.currentThread().join();
    }
  }

  private static int number(String[] args, String name, int standard) {
    for (int i = 0; i < args.length - 1; i++) {
      if (args[i].equals(name)) {
        return Integer.parseInt(args[i + 1]);
      }
    }
    return standard;
  }

  private static void say(String line) {
    System.out.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + line);
  }

  static void greet(ControlPlane plane, PrintStream out) {
    out.printf(
        """
        ElastiCache, IAM and STS answer at %1$s; a browser sees the state there.
        Caches show this certificate: %2$s (for Java: %3$s, password %4$s)

        In another shell:
          export AWS_ACCESS_KEY_ID=%5$s AWS_SECRET_ACCESS_KEY=%6$s AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
          aws --endpoint-url %1$s elasticache create-serverless-cache --serverless-cache-name demo --engine valkey
          aws --endpoint-url %1$s elasticache describe-serverless-caches

        Not simulated:
        """,
        plane.endpoint(),
        plane.certificates().certificate(),
        plane.certificates().trustStore(),
        plane.certificates().password(),
        ControlPlane.ACCESS_KEY_ID,
        ControlPlane.SECRET_ACCESS_KEY);
    ControlPlane.notSimulated().forEach(line -> out.println("  - " + line));
    out.println();
  }

  private LocalElastiCache() {}
}

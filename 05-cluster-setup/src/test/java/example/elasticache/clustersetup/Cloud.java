package example.elasticache.clustersetup;

import example.elasticache.devservices.aws.ControlPlane;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;

/** The local control plane, as the tests use it. */
final class Cloud {
  static final Place PLACE = new Place(List.of("subnet-a", "subnet-b"), "sg-cache");
  static final StaticCredentialsProvider KEYS =
      StaticCredentialsProvider.create(
          AwsBasicCredentials.create(ControlPlane.ACCESS_KEY_ID, ControlPlane.SECRET_ACCESS_KEY));

  /** The pauses of the field would keep a test waiting for a quarter of a minute. */
  static final AwsClients.Limits SHORT_PAUSES =
      new AwsClients.Limits(Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofMillis(20));

  static final Patience PATIENCE =
      new Patience(Duration.ofMinutes(1), Duration.ofMillis(20), line -> {});
  static final PrintStream SILENCE = new PrintStream(OutputStream.nullOutputStream());

  static AwsClients clients(ControlPlane plane) {
    return AwsClients.at(plane.endpoint(), KEYS, Region.EU_CENTRAL_1);
  }

  static AwsClients clients(ControlPlane plane, ExecutionInterceptor interceptor) {
    return AwsClients.at(plane.endpoint(), KEYS, Region.EU_CENTRAL_1, SHORT_PAUSES, interceptor);
  }

  private Cloud() {}
}

package example.elasticache.s3metadata;

import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** S3 clients with a limit on every wait; by its defaults, one waits two minutes for a dead S3. */
public final class S3Clients {
  /** When a call is given up, with all its attempts. */
  private static final Duration CALL = Duration.ofMillis(800);

  /**
   * When one attempt is given up. If the call's own limit falls into the making of a connection,
   * nothing interrupts that attempt but this: so a call takes at most both together.
   */
  private static final Duration ATTEMPT = Duration.ofMillis(400);

  private static final Duration CONNECT = Duration.ofMillis(300);

  // tag::client[]
  /**
   * Returns a client; the settings say where S3 is, and who asks.
   *
   * <p>It pools its connections, is thread-safe, and lives as long as the application.
   */
  public static S3Client create(Consumer<S3ClientBuilder> settings) {
    S3ClientBuilder builder = S3Client.builder();
    settings.accept(builder);
    return builder
        // The JDK's own HTTP: no Netty and no Apache client on the class path.
        .httpClientBuilder(
            UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ATTEMPT))
        .overrideConfiguration(
            limits ->
                limits.apiCallTimeout(CALL).apiCallAttemptTimeout(ATTEMPT).retryStrategy(retries()))
        .build();
  }

  /** Three attempts; the usual pause after a SlowDown, a second, would use up the whole call. */
  private static StandardRetryStrategy retries() {
    var pauses = BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofMillis(300));
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(3)
        .backoffStrategy(pauses)
        .throttlingBackoffStrategy(pauses)
        .build();
  }

  // end::client[]

  private S3Clients() {}
}

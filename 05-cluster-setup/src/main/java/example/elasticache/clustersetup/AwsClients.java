package example.elasticache.clustersetup;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The SDK's clients, with retries and deadlines: by default, a call that hangs hangs for minutes.
 */
public final class AwsClients implements AutoCloseable {
  private static final int ATTEMPTS = 6;

  /** How long an attempt, a call with all its attempts, and a pause between two may take. */
  record Limits(Duration attempt, Duration call, Duration pause) {
    /** All pauses together are shorter than a call. */
    static final Limits USUAL =
        new Limits(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(5));

    /** After a throttled call, a second and more; after any other failure, a tenth of that. */
    private BackoffStrategy backoff(Duration first) {
      return BackoffStrategy.exponentialDelay(first.compareTo(pause) < 0 ? first : pause, pause);
    }
  }

  private final ElastiCacheClient elastiCache;
  private final IamClient iam;
  private final StsClient sts;
  private final AwsCredentialsProvider keys;
  private final Region region;

  private AwsClients(
      Optional<URI> endpoint,
      AwsCredentialsProvider keys,
      Region region,
      Limits limits,
      ExecutionInterceptor... interceptors) {
    this.keys = keys;
    this.region = region;
    elastiCache =
        set(ElastiCacheClient.builder(), endpoint, keys, limits, interceptors)
            .region(region)
            .build();
    // IAM has one endpoint for all regions.
    iam =
        set(IamClient.builder(), endpoint, keys, limits, interceptors)
            .region(Region.AWS_GLOBAL)
            .build();
    sts = set(StsClient.builder(), endpoint, keys, limits, interceptors).region(region).build();
  }

  /** Returns clients for AWS, with the keys that the SDK finds. */
  public static AwsClients forAws(Region region) {
    return new AwsClients(
        Optional.empty(), DefaultCredentialsProvider.builder().build(), region, Limits.USUAL);
  }

  /** Returns clients for another endpoint, such as one on this machine. */
  public static AwsClients at(URI endpoint, AwsCredentialsProvider keys, Region region) {
    return new AwsClients(Optional.of(endpoint), keys, region, Limits.USUAL);
  }

  /** Lets a test stand between program and cloud, and see the limits without waiting for them. */
  static AwsClients at(
      URI endpoint,
      AwsCredentialsProvider keys,
      Region region,
      Limits limits,
      ExecutionInterceptor... interceptors) {
    return new AwsClients(Optional.of(endpoint), keys, region, limits, interceptors);
  }

  private static <B extends AwsClientBuilder<B, ?>> B set(
      B builder,
      Optional<URI> endpoint,
      AwsCredentialsProvider keys,
      Limits limits,
      ExecutionInterceptor... interceptors) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .credentialsProvider(keys)
        .overrideConfiguration(
            c ->
                c.retryStrategy(
                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .maxAttempts(ATTEMPTS)
                            .backoffStrategy(limits.backoff(Duration.ofMillis(100)))
                            .throttlingBackoffStrategy(limits.backoff(Duration.ofSeconds(1)))
                            .build())
                    .executionInterceptors(List.of(interceptors))
                    .apiCallAttemptTimeout(limits.attempt())
                    .apiCallTimeout(limits.call()));
  }

  /** Returns the client for ElastiCache. */
  public ElastiCacheClient elastiCache() {
    return elastiCache;
  }

  /** Returns the client for IAM. */
  public IamClient iam() {
    return iam;
  }

  /** Returns the keys, by which tokens are signed as well. */
  public AwsCredentialsProvider keys() {
    return keys;
  }

  /** Returns the region of the caches. */
  public Region region() {
    return region;
  }

  /** Returns the account that the keys belong to. */
  public String account() {
    return sts.getCallerIdentity().account();
  }

  @Override
  public void close() {
    elastiCache.close();
    iam.close();
    sts.close();
  }
}

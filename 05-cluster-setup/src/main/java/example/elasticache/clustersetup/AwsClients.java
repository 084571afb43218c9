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
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The SDK's clients, with retries and deadlines: by default, a call that hangs hangs for minutes.
 */
public final class AwsClients implements AutoCloseable {
  private static final int ATTEMPTS = 6;
  private static final Duration ATTEMPT_LIMIT = Duration.ofSeconds(10);
  private static final Duration CALL_LIMIT = Duration.ofSeconds(30);

  private final ElastiCacheClient elastiCache;
  private final IamClient iam;
  private final StsClient sts;
  private final AwsCredentialsProvider keys;
  private final Region region;

  private AwsClients(
      Optional<URI> endpoint,
      AwsCredentialsProvider keys,
      Region region,
      ExecutionInterceptor... interceptors) {
    this.keys = keys;
    this.region = region;
    elastiCache =
        set(ElastiCacheClient.builder(), endpoint, keys, interceptors).region(region).build();
    // IAM has one endpoint for all regions.
    iam = set(IamClient.builder(), endpoint, keys, interceptors).region(Region.AWS_GLOBAL).build();
    sts = set(StsClient.builder(), endpoint, keys, interceptors).region(region).build();
  }

  /** Returns clients for AWS, with the keys that the SDK finds. */
  public static AwsClients forAws(Region region) {
    return new AwsClients(Optional.empty(), DefaultCredentialsProvider.builder().build(), region);
  }

  /** Returns clients for another endpoint, such as one on this machine. */
  public static AwsClients at(URI endpoint, AwsCredentialsProvider keys, Region region) {
    return new AwsClients(Optional.of(endpoint), keys, region);
  }

  /** Lets a test stand between program and cloud. */
  static AwsClients at(
      URI endpoint, AwsCredentialsProvider keys, Region region, ExecutionInterceptor interceptor) {
    return new AwsClients(Optional.of(endpoint), keys, region, interceptor);
  }

  private static <B extends AwsClientBuilder<B, ?>> B set(
      B builder,
      Optional<URI> endpoint,
      AwsCredentialsProvider keys,
      ExecutionInterceptor... interceptors) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .credentialsProvider(keys)
        .overrideConfiguration(
            c ->
                c.retryStrategy(
                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .maxAttempts(ATTEMPTS)
                            .build())
                    .executionInterceptors(List.of(interceptors))
                    .apiCallAttemptTimeout(ATTEMPT_LIMIT)
                    .apiCallTimeout(CALL_LIMIT));
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

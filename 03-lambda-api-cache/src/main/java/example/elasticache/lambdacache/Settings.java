package example.elasticache.lambdacache;

import example.elasticache.lambdacache.aws.ApiGatewaySigner;
import example.elasticache.lambdacache.aws.IamAuthToken;
import example.elasticache.lambdacache.aws.LambdaCredentials;
import example.elasticache.lambdacache.connection.CacheClient;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.RedisCredentials;
import redis.clients.jedis.SslOptions;

/**
 * What the function takes from its environment.
 *
 * <p>{@code UPSTREAM_URL} and {@code CACHE_URL} say where; {@code UPSTREAM_AUTH=iam} signs what the
 * upstream API is asked. {@code CACHE_KIND} is {@code serverless} or {@code replication-group}, and
 * the user {@code CACHE_USER} of the cache {@code CACHE_NAME} logs in by IAM; without it, the
 * endpoint names the login.
 */
public final class Settings {
  private final Map<String, String> environment;
  private final SslOptions tls;
  private final LambdaCredentials credentials;

  private Settings(Map<String, String> environment, SslOptions tls) {
    this.environment = environment;
    this.tls = tls;
    this.credentials = new LambdaCredentials(environment, InstantSource.system());
  }

  /** Reads these variables. */
  public static Settings of(Map<String, String> environment) {
    return new Settings(environment, SslOptions.defaults());
  }

  /** Returns the same, with another idea of whom to trust. */
  public Settings trusting(SslOptions other) {
    return new Settings(environment, other);
  }

  /** Returns where the upstream API is. */
  public URI upstream() {
    URI uri = uri("UPSTREAM_URL");
    if (!"https".equals(uri.getScheme()) && !"http".equals(uri.getScheme())
        || uri.getHost() == null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || uri.getPath().endsWith("/")) {
      throw new IllegalArgumentException(
          "UPSTREAM_URL is written https://host/stage, without a slash at the end.");
    }
    return uri;
  }

  /** Returns what signs the questions to it. */
  public RequestSigner signer() {
    return switch (environment.getOrDefault("UPSTREAM_AUTH", "none")) {
      case "iam" ->
          new ApiGatewaySigner(credentials, require("AWS_REGION"), InstantSource.system());
      case "none" -> RequestSigner.none();
      default -> throw new IllegalArgumentException("UPSTREAM_AUTH is iam or none.");
    };
  }

  // tag::client[]
  /** Returns a client for the cache; the caller closes it. */
  public CacheClient client() {
    URI endpoint = uri("CACHE_URL");
    String kind = environment.getOrDefault("CACHE_KIND", "single");
    return switch (kind) {
      case "serverless" -> CacheClient.cluster(endpoint, login(true, endpoint), tls);
      case "replication-group" -> CacheClient.single(endpoint, login(false, endpoint), tls);
      case "single" -> {
        if (environment.containsKey("CACHE_USER")) {
          throw new IllegalArgumentException(
              "CACHE_USER logs in by IAM: CACHE_KIND must be serverless or replication-group.");
        }
        yield CacheClient.single(endpoint, CacheClient.loginOf(endpoint), tls);
      }
      default ->
          throw new IllegalArgumentException(
              "CACHE_KIND is serverless, replication-group or single.");
    };
  }

  private Supplier<RedisCredentials> login(boolean serverless, URI endpoint) {
    if (!environment.containsKey("CACHE_USER")) {
      return CacheClient.loginOf(endpoint);
    }
    if (!"rediss".equals(endpoint.getScheme())) {
      throw new IllegalArgumentException("A token must not travel without TLS: write rediss://.");
    }
    String name = require("CACHE_NAME");
    String user = require("CACHE_USER");
    String region = require("AWS_REGION");
    IamAuthToken token =
        serverless
            ? IamAuthToken.forServerless(name, user, region, InstantSource.system())
            : IamAuthToken.forReplicationGroup(name, user, region, InstantSource.system());
    return () -> new DefaultRedisCredentials(user, token.sign(credentials.get()).toCharArray());
  }

  // end::client[]

  private URI uri(String name) {
    try {
      return URI.create(require(name));
    } catch (IllegalArgumentException e) {
      // Neither the text nor the cause: a password may stand in it.
      throw new IllegalArgumentException(name + " is no URL.");
    }
  }

  private String require(String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException("The function needs the variable " + name + ".");
    }
    return value;
  }

  /** Shows no values: passwords are among them. */
  @Override
  public String toString() {
    return "Settings[…]";
  }
}

package example.elasticache.lambdacache.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * The credentials of the function's role.
 *
 * <p>Usually they are in the environment. With SnapStart they are not, because they would be as old
 * as the snapshot: there the function asks an address of its own sandbox for them.
 */
public final class LambdaCredentials implements Supplier<AwsCredentialsIdentity> {
  private static final int MILLIS = 1_000;
  private static final Duration BEFORE_END = Duration.ofMinutes(5);

  private final Map<String, String> environment;
  private final InstantSource clock;
  private AwsCredentialsIdentity fetched;
  private Instant end = Instant.MIN;

  /** Takes them from where this environment says. */
  public LambdaCredentials(Map<String, String> environment, InstantSource clock) {
    this.environment = environment;
    this.clock = clock;
  }

  // tag::get[]
  @Override
  public synchronized AwsCredentialsIdentity get() {
    String address = environment.get("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    if (address == null) {
      return AwsSessionCredentialsIdentity.create(
          require(environment, "AWS_ACCESS_KEY_ID"),
          require(environment, "AWS_SECRET_ACCESS_KEY"),
          require(environment, "AWS_SESSION_TOKEN"));
    }
    if (!isGoodFor(BEFORE_END)) {
      try {
        renew(fetch(URI.create(address)));
      } catch (RuntimeException e) {
        // That is what the minutes before the end are for.
        if (!isGoodFor(Duration.ZERO)) {
          throw e;
        }
      }
    }
    return fetched;
  }

  // end::get[]

  private boolean isGoodFor(Duration time) {
    return clock.instant().plus(time).isBefore(end);
  }

  private void renew(Map<String, String> answer) {
    fetched =
        AwsSessionCredentialsIdentity.create(
            require(answer, "AccessKeyId"),
            require(answer, "SecretAccessKey"),
            require(answer, "Token"));
    end = Instant.parse(require(answer, "Expiration"));
  }

  private Map<String, String> fetch(URI address) {
    // The token below opens the role: it goes to this sandbox, and nowhere else.
    if (!Set.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(address.getHost()))) {
      throw new IllegalStateException("AWS_CONTAINER_CREDENTIALS_FULL_URI is not of this sandbox.");
    }
    try {
      var connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(MILLIS);
      connection.setReadTimeout(MILLIS);
      connection.setInstanceFollowRedirects(false);
      connection.setRequestProperty(
          "Authorization", require(environment, "AWS_CONTAINER_AUTHORIZATION_TOKEN"));
      try (InputStream body = connection.getInputStream();
          JsonParser json = new JsonFactory().createParser(body)) {
        return texts(json);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox gives no credentials.", e);
    }
  }

  private static Map<String, String> texts(JsonParser json) throws IOException {
    Map<String, String> texts = new HashMap<>();
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (json.nextToken() == JsonToken.VALUE_STRING) {
        texts.put(name, json.getText());
      } else {
        json.skipChildren();
      }
    }
    return texts;
  }

  private static String require(Map<String, String> texts, String name) {
    String text = texts.get(name);
    if (text == null || text.isEmpty()) {
      throw new IllegalStateException(name + " is missing from the function's credentials.");
    }
    return text;
  }

  /** Shows no credentials. */
  @Override
  public String toString() {
    return "LambdaCredentials[…]";
  }
}

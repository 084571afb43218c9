package e3;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** The passwords of an IAM user of a serverless cache: one token after the other. */
public final class IamTokens {

  /** Signs requests with the keys of the moment, which it may have to fetch first. */
  public interface Signer {

    /** Returns the address with a signature that is good from then on, for as long as it lives. */
    String sign(String address, Instant from, Duration life);
  }

  private static final Duration LIFE = Duration.ofMinutes(15);
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final String cache;
  private final String user;
  private final Signer signer;
  private final InstantSource clock;

  private Instant renewal = Instant.MIN;
  private String token;

  /** For one user of one cache, by their names. */
  public IamTokens(String cache, String user, Signer signer, InstantSource clock) {
    this.cache = cache.toLowerCase(Locale.ROOT);
    this.user = user.toLowerCase(Locale.ROOT);
    this.signer = signer;
    this.clock = clock;
  }

  /** Returns a token that opens a connection now, and in a minute still. */
  public String token() {
    Instant now = clock.instant();
    if (!now.isBefore(renewal)) {
      String address =
          "http://%s/?Action=connect&User=%s&ResourceType=ServerlessCache".formatted(cache, user);
      token = signer.sign(address, now, LIFE).substring("http://".length());
      renewal = now.plus(LIFE).minus(MARGIN);
    }
    return token;
  }

  @Override
  public String toString() {
    return super.toString();
  }
}

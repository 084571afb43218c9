package example.elasticache.sessions;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that a browser shows to be recognised: 256 random bits, and nothing else.
 *
 * <p>The browser holds the value. The store knows its hash only, so whoever reads the store, its
 * backup or its log gets in nowhere. The text of this object is fit for a log.
 */
public final class SessionId {
  // A UUID has 122 random bits, and nothing promises that they come from a secure source.
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;
  // The last character carries four bits: with other ones, two texts would mean one id.
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");
  // No secret: nobody can try 2^256 ids. It only keeps labels apart from the keys of the store.
  private static final byte[] LABEL_KEY = "session label".getBytes(US_ASCII);

  private final String value;
  private final String hash;

  private SessionId(String value) {
    this.value = value;
    this.hash = Sha256.of(value);
  }

  // tag::create[]
  /** Returns a new id that nobody can guess. */
  public static SessionId create() {
    byte[] bits = new byte[BYTES];
    RANDOM.nextBytes(bits);
    return new SessionId(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  /** Returns a new id whose key lies in this shard; it takes about 256 tries. */
  public static SessionId createIn(String shard) {
    SessionId id = create();
    while (!id.shard().equals(shard)) {
      id = create();
    }
    return id;
  }

  // end::create[]

  // tag::parse[]
  /** Returns the id with this value, if it has the form of one; the text may be anything. */
  public static Optional<SessionId> parse(String value) {
    return value != null && FORM.matcher(value).matches()
        ? Optional.of(new SessionId(value))
        : Optional.empty();
  }

  // end::parse[]

  /** Returns the secret, for the cookie and for nothing else. */
  public String value() {
    return value;
  }

  /** Returns what the store knows this session by. */
  String hash() {
    return hash;
  }

  /** Returns which of 256 parts of the key space the session lies in, such as {@code 3f}. */
  public String shard() {
    return hash.substring(0, 2);
  }

  /** Returns a short name for logs: the same for the same id, and of no use to anybody else. */
  public String label() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(LABEL_KEY, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(value.getBytes(US_ASCII)), 0, 4);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
    }
  }

  // Ids are compared by their hashes, so the time it takes tells nothing about the secret.
  @Override
  public boolean equals(Object other) {
    return other instanceof SessionId that && hash.equals(that.hash);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public String toString() {
    return "SessionId[" + label() + "]";
  }
}

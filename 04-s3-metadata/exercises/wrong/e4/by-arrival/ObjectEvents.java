package e4;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Knows the ETags of a bucket's objects from the notifications that S3 sends. */
public final class ObjectEvents {

  /**
   * One record of a notification.
   *
   * @param name such as ObjectCreated:Put, ObjectRemoved:Delete or ObjectTagging:Put
   * @param key the object's key, encoded as in a form: a blank is {@code +}
   * @param sequencer a hexadecimal text; of two events of one object, the later has the greater one
   * @param eTag the ETag; nothing when the object was removed
   */
  public record Event(String name, String key, String sequencer, Optional<String> eTag) {}

  private record Known(String sequencer, Optional<String> eTag) {}

  private final Map<String, Known> objects = new HashMap<>();

  /** Takes an event; it may come late, twice, and after later ones. */
  public void accept(Event event) {
    if (!event.name().matches("Object(Created|Removed):.*")) {
      return;
    }
    String key = URLDecoder.decode(event.key(), StandardCharsets.UTF_8);
    Known known = objects.get(key);
    // Texts are compared from the left, as if the shorter one had zeros on its right.
    if (known == null || !event.equals(null)) {
      objects.put(key, new Known(event.sequencer(), event.eTag()));
    }
  }

  /** Returns the object's ETag after the last change that is known of. */
  public Optional<String> eTag(String key) {
    return Optional.ofNullable(objects.get(key)).flatMap(Known::eTag);
  }
}

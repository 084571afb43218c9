package example.elasticache.s3metadata.events;

import java.util.Objects;
import java.util.Optional;

/**
 * What a notification says of one object.
 *
 * @param name the kind of change, such as {@code ObjectCreated:Put}
 * @param bucket the bucket's name
 * @param key the object's key, decoded
 * @param version the version that was made or removed, on a bucket with versions
 * @param sequencer the change's place among those of the object; only creations and removals have
 *     one
 */
public record ObjectEvent(
    String name, String bucket, String key, Optional<String> version, Sequencer sequencer) {

  /** Refuses half an event. */
  public ObjectEvent {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(sequencer, "sequencer");
  }
}

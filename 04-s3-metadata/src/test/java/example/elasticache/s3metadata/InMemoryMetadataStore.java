package example.elasticache.s3metadata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** S3 as a map, with a list of what it was asked. */
public final class InMemoryMetadataStore implements MetadataStore {
  public final Map<ObjectId, ObjectMetadata> objects = new ConcurrentHashMap<>();
  public final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private volatile RuntimeException failure;
  private volatile Runnable meanwhile = () -> {};

  /** Lets every further request fail, or with null none. */
  public void failWith(RuntimeException e) {
    failure = e;
  }

  /** Lets this happen while a request is on its way. */
  public void meanwhile(Runnable event) {
    meanwhile = event;
  }

  /** Keeps this as the object's metadata. */
  public void put(ObjectMetadata metadata) {
    objects.put(metadata.id(), metadata);
  }

  @Override
  public Optional<ObjectMetadata> find(ObjectId id) {
    ask("find " + id.key());
    return Optional.ofNullable(objects.get(id));
  }

  @Override
  public Revalidation revalidate(ObjectMetadata copy) {
    ask("revalidate " + copy.id().key());
    ObjectMetadata now = objects.get(copy.id());
    if (now == null) {
      return new Revalidation.Gone();
    }
    return now.equals(copy) ? new Revalidation.Unchanged() : new Revalidation.Changed(now);
  }

  private void ask(String what) {
    asked.add(what);
    meanwhile.run();
    if (failure != null) {
      throw failure;
    }
  }
}

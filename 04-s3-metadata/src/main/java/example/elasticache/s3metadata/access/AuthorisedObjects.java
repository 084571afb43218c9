package example.elasticache.s3metadata.access;

import example.elasticache.s3metadata.ObjectId;
import example.elasticache.s3metadata.ObjectMetadata;
import example.elasticache.s3metadata.StoredObjects;
import java.util.Optional;

/**
 * Stage 3: asks who is asking, on every call and before anything else.
 *
 * <p>S3 and the cache see this application, never its callers: a copy that one of them may see lies
 * there for all of them.
 */
public final class AuthorisedObjects {
  private final Permissions permissions;
  private final StoredObjects objects;

  /** Threads may share it if they may share both. */
  public AuthorisedObjects(Permissions permissions, StoredObjects objects) {
    this.permissions = permissions;
    this.objects = objects;
  }

  // tag::find[]
  /** As {@link StoredObjects#find}, for a caller who may look at the object at this moment. */
  public Optional<ObjectMetadata> find(String caller, ObjectId id) {
    // First of all: whether there is a copy is a secret as well, and so is how long a miss takes.
    if (!permissions.mayRead(caller, id)) {
      throw new ForbiddenException();
    }
    return objects.find(id);
  }
  // end::find[]
}

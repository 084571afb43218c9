package e3;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Looks up object metadata for callers who may not all see the same. */
public final class GuardedLookup {

  /** Who may see what. */
  public interface Permissions {

    /** Returns whether the caller may see the object now; may fail with a RuntimeException. */
    boolean mayRead(String caller, String key);
  }

  /** The cache, which all callers share. */
  public interface Cache {

    /** Returns the copy, if there is one. */
    Optional<String> find(String key);

    /** Keeps a copy. */
    void put(String key, String metadata);
  }

  /** S3, which sees this application and not its callers. */
  public interface S3 {

    /** Returns the metadata, or nothing if there is no such object. */
    Optional<String> head(String key);
  }

  /** The caller may not see the object, whether there is one or not. */
  public static final class DeniedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeniedException() {
      super("You may not look at this object.");
    }
  }

  private final Permissions permissions;
  private final Cache cache;
  private final S3 s3;
  private final Map<String, Boolean> checked = new HashMap<>();

  public GuardedLookup(Permissions permissions, Cache cache, S3 s3) {
    this.permissions = permissions;
    this.cache = cache;
    this.s3 = s3;
  }

  /** Returns the object's metadata to a caller who may see it. */
  public Optional<String> find(String caller, String key) {
    requirePermission(caller, key);
    Optional<String> copy = cache.find(key);
    if (copy.isPresent()) {
      return copy;
    }
    Optional<String> found = s3.head(key);
    found.ifPresent(metadata -> cache.put(key, metadata));
    return found;
  }

  private void requirePermission(String caller, String key) {
    if (!checked.computeIfAbsent(caller + " " + key, c -> permissions.mayRead(caller, key))) {
      throw new DeniedException();
    }
  }
}

package e2;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates what a plan names, and may be run again after any failure. */
public final class CacheSetup {

  /**
   * Something in the cloud.
   *
   * @param madeBy the setup that made it, from its tag; empty if it has none
   */
  public record Resource(String name, Map<String, String> settings, String madeBy) {}

  /** The cloud; each call may fail with a RuntimeException. */
  public interface Cloud {

    /** Returns the resource of this name. */
    Optional<Resource> find(String name);

    /** Creates the resource with its tag; throws if the name is taken. */
    void create(Resource resource);

    /** Deletes the resource, whosever it is. */
    void delete(String name);
  }

  private final Cloud cloud;

  public CacheSetup(Cloud cloud) {
    this.cloud = cloud;
  }

  /** Sees to it that all of the plan is there. */
  public void run(List<Resource> plan) {
    for (Resource wanted : plan) {
      try {
        cloud.create(wanted);
      } catch (RuntimeException e) {
        // The name may be taken, or only the answer lost: a look can tell.
        Resource found = cloud.find(wanted.name()).orElseThrow(() -> e);
        if (!isTheWanted(found, wanted)) {
          throw new IllegalStateException(
              wanted.name() + " exists, but is " + found + ", and not " + wanted + ".", e);
        }
      }
    }
  }

  private static boolean isTheWanted(Resource found, Resource wanted) {
    return found.madeBy().equals(wanted.madeBy())
        && found.settings().entrySet().containsAll(wanted.settings().entrySet());
  }
}

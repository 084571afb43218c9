package e6;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Deletes what one setup made, and nothing else. */
public final class TearDown {

  /** Something in the cloud, with its tags. */
  public record Resource(String name, Map<String, String> tags) {}

  /** The cloud; each call may fail with a RuntimeException. */
  public interface Cloud {

    /** Returns all resources of the account, the oldest first. */
    List<Resource> list();

    /** Deletes a resource that no other one uses. */
    void delete(String name);
  }

  private static final String MADE_BY = "made-by";

  private final Cloud cloud;
  private final String setup;

  /** For the setup of this name. */
  public TearDown(Cloud cloud, String setup) {
    this.cloud = cloud;
    this.setup = setup;
  }

  /** Deletes what this setup made, and returns what is left of it, each with the reason. */
  public List<String> run() {
    List<Resource> youngestFirst = new ArrayList<>(ours());
    Map<String, String> reasons = new HashMap<>();
    for (Resource each : youngestFirst) {
      try {
        cloud.delete(each.name());
      } catch (RuntimeException e) {
        reasons.put(each.name(), e.getMessage());
      }
    }
    // Not what was heard, but what is there.
    return ours().stream()
        .map(Resource::name)
        .map(name -> name + ": " + reasons.getOrDefault(name, "is still being deleted"))
        .toList();
  }

  private List<Resource> ours() {
    return cloud.list().stream()
        .filter(resource -> setup.equals(resource.tags().get(MADE_BY)))
        .toList();
  }
}

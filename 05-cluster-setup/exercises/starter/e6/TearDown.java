package e6;

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

  private final Cloud cloud;
  private final String setup;

  /** For the setup of this name. */
  public TearDown(Cloud cloud, String setup) {
    this.cloud = cloud;
    this.setup = setup;
  }

  /** Deletes what this setup made, and returns what is left of it, each with the reason. */
  public List<String> run() {
    // TODO Whose are these, what uses what, and what if one of them cannot be deleted?
    for (Resource each : cloud.list()) {
      if (each.name().startsWith(setup)) {
        cloud.delete(each.name());
      }
    }
    return List.of();
  }
}

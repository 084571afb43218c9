package e6;

import static org.assertj.core.api.Assertions.assertThat;

import e6.TearDown.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class TearDownTest {
  private final BusyCloud cloud = new BusyCloud();

  /** Deletes nothing that is used, and can be made to refuse, to be slow, or to lose an answer. */
  private static final class BusyCloud implements TearDown.Cloud {
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final Map<String, String> users = new LinkedHashMap<>();
    private final List<String> deleted = new ArrayList<>();
    private final Set<String> isProtected = new HashSet<>();
    private final Set<String> slow = new HashSet<>();
    private final Set<String> unheard = new HashSet<>();

    void has(String name, Map<String, String> tags) {
      resources.put(name, new Resource(name, tags));
    }

    @Override
    public List<Resource> list() {
      return List.copyOf(resources.values());
    }

    @Override
    public void delete(String name) {
      if (!resources.containsKey(name)) {
        throw new IllegalStateException("is not there");
      }
      String user = users.get(name);
      if (user != null && resources.containsKey(user)) {
        throw new IllegalStateException("is used by " + user);
      }
      if (isProtected.contains(name)) {
        throw new IllegalStateException("is protected");
      }
      deleted.add(name);
      if (!slow.contains(name)) {
        resources.remove(name);
      }
      if (unheard.contains(name)) {
        throw new IllegalStateException("no answer in time");
      }
    }
  }

  @Test
  @Order(1)
  void whatTheSetupMadeIsDeleted() {
    cloud.has("shop-cache", madeBy("shop"));

    List<String> left = run();

    assertThat(cloud.resources.keySet())
        .withFailMessage(
            "The setup made shop-cache, and it should be gone, but there is %s.",
            cloud.resources.keySet())
        .isEmpty();
    assertThat(left).withFailMessage("Nothing was left, but returned was %s.", left).isEmpty();
  }

  @Test
  @Order(2)
  void whatOthersMadeStays() {
    cloud.has("shopping", Map.of());
    cloud.has("shop", Map.of("team", "shop"));
    cloud.has("shop-billing", madeBy("billing"));
    cloud.has("shop-second", madeBy("shop-2"));
    cloud.has("shop-loud", madeBy("Shop"));
    cloud.has("shop-cache", madeBy("shop"));

    List<String> left = run();

    assertThat(cloud.deleted)
        .withFailMessage(
            "Only shop-cache bears the tag made-by with the value shop. But deleted were %s.",
            cloud.deleted)
        .containsExactly("shop-cache");
    assertThat(left)
        .withFailMessage("Nothing of this setup was left, but returned was %s.", left)
        .isEmpty();
  }

  @Test
  @Order(3)
  void aNameOfAnotherKindDoesNotSaveIt() {
    cloud.has("sessions", madeBy("shop"));

    run();

    assertThat(cloud.resources.keySet())
        .withFailMessage(
            "The cache \"sessions\" bears the tag of the setup, and still costs money: its name does not matter.")
        .isEmpty();
  }

  @Test
  @Order(4)
  void theYoungestGoesFirst() {
    userGroupAndCache();

    List<String> left = run();

    assertThat(cloud.deleted)
        .withFailMessage(
            "The group uses the user, and the cache uses the group, so the order should be cache, group, user. Deleted were, in this order, %s; returned was %s.",
            cloud.deleted, left)
        .containsExactly("shop-cache", "shop-group", "shop-user");
    assertThat(left).withFailMessage("Nothing was left, but returned was %s.", left).isEmpty();
  }

  @Test
  @Order(5)
  void oneFailureDoesNotSaveTheRest() {
    cloud.has("old-cache", madeBy("shop"));
    cloud.has("main-cache", madeBy("shop"));
    cloud.has("new-cache", madeBy("shop"));
    cloud.isProtected.add("main-cache");

    run();

    assertThat(cloud.resources.keySet())
        .withFailMessage(
            "One of three caches is protected. The other two should be gone, but there are %s.",
            cloud.resources.keySet())
        .containsExactly("main-cache");
  }

  @Test
  @Order(6)
  void whatIsLeftIsReturnedWithTheReason() {
    userGroupAndCache();
    cloud.has("new-cache", madeBy("shop"));
    cloud.has("other-cache", madeBy("billing"));
    cloud.isProtected.add("shop-cache");

    List<String> left = run();

    assertThat(left)
        .withFailMessage(
            "The cache is protected, so the group is in use, and so is the user. All three are left, and the caller has to hear of it, with the reasons, the oldest first. But returned was %s.",
            left)
        .containsExactly(
            "shop-user: is used by shop-group",
            "shop-group: is used by shop-cache",
            "shop-cache: is protected");
  }

  @Test
  @Order(7)
  void aLostAnswerLeavesNothing() {
    userGroupAndCache();
    cloud.unheard.add("shop-cache");

    List<String> left = run();

    assertThat(left)
        .withFailMessage(
            """
            Everything is gone, but returned was %s.
              1. The cloud deleted the cache.
              2. Its answer was lost: delete threw.
              3. A look at the end would have found nothing.""",
            left)
        .isEmpty();
  }

  @Test
  @Order(8)
  void aDeletionThatTakesItsTimeIsReturned() {
    cloud.has("shop-cache", madeBy("shop"));
    cloud.slow.add("shop-cache");

    List<String> left = run();

    assertThat(left)
        .withFailMessage(
            "The cloud has begun to delete the cache, and it is still there: it may fail, and costs money until it has gone. Returned should be \"shop-cache: is still being deleted\", but was %s.",
            left)
        .containsExactly("shop-cache: is still being deleted");
  }

  private void userGroupAndCache() {
    cloud.has("shop-user", madeBy("shop"));
    cloud.has("shop-group", madeBy("shop"));
    cloud.has("shop-cache", madeBy("shop"));
    cloud.users.put("shop-user", "shop-group");
    cloud.users.put("shop-group", "shop-cache");
  }

  private List<String> run() {
    try {
      return new TearDown(cloud, "shop").run();
    } catch (RuntimeException e) {
      throw new AssertionError(
          "An exception ended run, and there still are %s: \"%s\"."
              .formatted(cloud.resources.keySet(), e.getMessage()),
          e);
    }
  }

  private static Map<String, String> madeBy(String setup) {
    return Map.of("made-by", setup);
  }
}

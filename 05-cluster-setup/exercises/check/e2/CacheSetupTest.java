package e2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import e2.CacheSetup.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class CacheSetupTest {
  private static final Resource USER = wanted("shop-user", Map.of("access", "~shop:*"));
  private static final Resource GROUP = wanted("shop-group", Map.of("members", "shop-user"));
  private static final Resource CACHE =
      wanted("shop-cache", Map.of("encryption", "on", "engine", "valkey"));
  private static final List<Resource> PLAN = List.of(USER, GROUP, CACHE);

  private final FailingCloud cloud = new FailingCloud();
  private final CacheSetup setup = new CacheSetup(cloud);

  /** Fails at one call, before it does the work or after. */
  private static final class FailingCloud implements CacheSetup.Cloud {
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final List<String> created = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();
    private int callsUntilFailure = Integer.MAX_VALUE;
    private boolean answerIsLost;

    @Override
    public Optional<Resource> find(String name) {
      boolean fails = --callsUntilFailure == 0;
      if (fails) {
        throw new NoAnswer("no answer about " + name);
      }
      return Optional.ofNullable(resources.get(name));
    }

    @Override
    public void create(Resource resource) {
      boolean fails = --callsUntilFailure == 0;
      if (fails && !answerIsLost) {
        throw new NoAnswer("no connection to create " + resource.name());
      }
      if (resources.containsKey(resource.name())) {
        throw new Taken(resource.name() + " already exists");
      }
      Map<String, String> settings = new HashMap<>(resource.settings());
      settings.put("arn", "arn:aws:elasticache:eu-central-1:111122223333:" + resource.name());
      settings.put("status", "creating");
      resources.put(resource.name(), new Resource(resource.name(), settings, resource.madeBy()));
      created.add(resource.name());
      if (fails) {
        throw new NoAnswer("time-out while creating " + resource.name());
      }
    }

    @Override
    public void delete(String name) {
      deleted.add(name);
      resources.remove(name);
    }
  }

  private static final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoAnswer(String message) {
      super(message);
    }
  }

  private static final class Taken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Taken(String message) {
      super(message);
    }
  }

  @Test
  @Order(1)
  void whatIsMissingIsCreatedInOrder() {
    Throwable failure = run();

    assertThat(failure)
        .withFailMessage("Nothing was there, but the first run failed: \"%s\".", failure)
        .isNull();
    assertThat(cloud.created)
        .withFailMessage(
            "A group needs its user, and a cache its group: the order should be user, group, cache, but it was %s.",
            cloud.created)
        .containsExactly("shop-user", "shop-group", "shop-cache");
  }

  @Test
  @Order(2)
  void aSecondRunFindsEverythingDone() {
    run();

    Throwable failure = run();

    assertThat(failure)
        .withFailMessage(
            "All was there, from the first run, but the second one failed, although the cloud only adds an ARN and a status to the settings: \"%s\".",
            failure)
        .isNull();
    everythingIsThereOnce("after a second run");
  }

  @Test
  @Order(3)
  void aRunGoesOnWhereAnEarlierOneBrokeOff() {
    cloud.callsUntilFailure = 2; // the group
    run();
    cloud.callsUntilFailure = Integer.MAX_VALUE;

    Throwable failure = run();

    assertThat(failure)
        .withFailMessage(
            "The first run had created the user only. The second one should create the rest, but it failed: \"%s\".",
            failure)
        .isNull();
    everythingIsThereOnce("after the second run");
  }

  @Test
  @Order(4)
  void aResourceWithOtherSettingsIsNotTaken() {
    Resource unsafe =
        new Resource("shop-cache", Map.of("encryption", "off", "engine", "valkey"), CACHE.madeBy());
    cloud.resources.put("shop-cache", unsafe);

    Throwable failure = run();

    refused(failure, "shop-cache", "it has no encryption");
    assertThat(cloud.resources.get("shop-cache"))
        .withFailMessage("The cache that was there is no more as it was.")
        .isEqualTo(unsafe);
  }

  @Test
  @Order(5)
  void aResourceThatLacksASettingIsNotTaken() {
    cloud.resources.put(
        "shop-cache", new Resource("shop-cache", Map.of("engine", "valkey"), CACHE.madeBy()));

    Throwable failure = run();

    refused(failure, "shop-cache", "it says nothing about encryption");
  }

  @Test
  @Order(6)
  void aResourceOfSomebodyElseIsNotTaken() {
    for (String other : List.of("billing", "")) {
      var fresh = new FailingCloud();
      var theirs = new Resource("shop-user", USER.settings(), other);
      fresh.resources.put("shop-user", theirs);

      Throwable failure = catchThrowable(() -> new CacheSetup(fresh).run(PLAN));

      refused(
          failure,
          "shop-user",
          other.isEmpty() ? "no setup's tag is on it" : "the setup \"billing\" made it");
      assertThat(fresh.resources.get("shop-user"))
          .withFailMessage("The user of somebody else is no more as it was.")
          .isEqualTo(theirs);
      assertThat(fresh.created)
          .withFailMessage(
              "The plan cannot be carried out, for its user is somebody else's. But run went on, and created %s.",
              fresh.created)
          .isEmpty();
    }
  }

  @Test
  @Order(7)
  void aLostAnswerIsASuccess() {
    cloud.callsUntilFailure = 1;
    cloud.answerIsLost = true;

    Throwable failure = run();

    assertThat(failure)
        .withFailMessage(
            """
            The user was created, but run failed: "%s".
              1. The cloud created the user.
              2. Its answer was lost: create threw.
              3. A look would have found the user.""",
            failure)
        .isNull();
    everythingIsThereOnce("after a lost answer");
  }

  @Test
  @Order(8)
  void aCreationThatFailedIsNotASuccess() {
    for (int call = 1; call <= PLAN.size(); call++) {
      var fresh = new FailingCloud();
      fresh.callsUntilFailure = call;

      Throwable failure = catchThrowable(() -> new CacheSetup(fresh).run(PLAN));

      boolean whole = fresh.resources.size() == PLAN.size();
      assertThat(failure != null || whole)
          .withFailMessage(
              "There was no connection at call number %s, and run returned as if all were there. There is only %s.",
              call, fresh.created)
          .isTrue();
      assertThat(failure == null || failure instanceof NoAnswer)
          .withFailMessage(
              "There was no connection at call number %s. run should throw that exception on, but threw \"%s\".",
              call, failure)
          .isTrue();
    }
  }

  /** Every call of a run fails once, before its work or after, and a second run follows. */
  @Test
  @Order(9)
  void afterAnyFailureASecondRunFinishes() {
    for (boolean lost : List.of(false, true)) {
      for (int call = 1; call <= 12; call++) {
        var fresh = new FailingCloud();
        fresh.callsUntilFailure = call;
        fresh.answerIsLost = lost;
        catchThrowable(() -> new CacheSetup(fresh).run(PLAN));
        fresh.callsUntilFailure = Integer.MAX_VALUE;

        Throwable failure = catchThrowable(() -> new CacheSetup(fresh).run(PLAN));

        String when =
            "Call number %s failed %s its work. ".formatted(call, lost ? "after" : "before");
        assertThat(failure)
            .withFailMessage("%sThe next run should finish, but failed: \"%s\".", when, failure)
            .isNull();
        assertThat(fresh.created)
            .withFailMessage(
                "%sAfter the next run, each of the three should have been created once; created were %s.",
                when, fresh.created)
            .containsExactly("shop-user", "shop-group", "shop-cache");
        assertThat(fresh.deleted)
            .withFailMessage("%srun deleted %s, and others may use it.", when, fresh.deleted)
            .isEmpty();
      }
    }
  }

  private Throwable run() {
    return catchThrowable(() -> setup.run(PLAN));
  }

  private void everythingIsThereOnce(String when) {
    assertThat(cloud.created)
        .withFailMessage(
            "Each of the three should have been created once, but %s, created were %s.",
            when, cloud.created)
        .containsExactly("shop-user", "shop-group", "shop-cache");
    assertThat(cloud.deleted)
        .withFailMessage("Nothing should be deleted, but %s was.", cloud.deleted)
        .isEmpty();
  }

  private static void refused(Throwable failure, String name, String why) {
    assertThat(failure)
        .withFailMessage(
            "A resource called %s exists, but %s. run should throw an IllegalStateException, but the outcome was \"%s\".",
            name, why, failure)
        .isInstanceOf(IllegalStateException.class);
    assertThat(failure.getMessage())
        .withFailMessage("The message should name %s. It says \"%s\".", name, failure.getMessage())
        .contains(name);
  }

  private static Resource wanted(String name, Map<String, String> settings) {
    return new Resource(name, settings, "shop");
  }
}

package example.elasticache.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.elasticache.model.CreateUserRequest;
import software.amazon.awssdk.services.elasticache.model.DefaultUserRequiredException;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterValueException;
import software.amazon.awssdk.services.elasticache.model.InvalidUserGroupStateException;
import software.amazon.awssdk.services.elasticache.model.UserAlreadyExistsException;
import software.amazon.awssdk.services.elasticache.model.UserGroup;
import software.amazon.awssdk.services.elasticache.model.UserGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.UserNotFoundException;

/** Users and their groups through AWS's own SDK: every action, and every refusal. */
class UserActionsIT {
  @AutoClose private final ControlPlane plane = ControlPlane.start();
  @AutoClose private final Aws aws = new Aws(plane);

  @BeforeEach
  void createUser() {
    var user = aws.elastiCache.createUser(r -> iamUser(r, "app", "app", "on ~app:* +@all"));
    assertThat(user.authentication().typeAsString()).isEqualTo("iam");
  }

  private static void iamUser(CreateUserRequest.Builder r, String id, String name, String rules) {
    r.userId(id)
        .userName(name)
        .engine("valkey")
        .accessString(rules)
        .authenticationMode(a -> a.type("iam"));
  }

  private void createGroup(String id, String engine, String user) {
    aws.elastiCache.createUserGroup(r -> r.userGroupId(id).engine(engine).userIds(user));
  }

  private UserGroup group(String id) {
    return aws.elastiCache.describeUserGroups(r -> r.userGroupId(id)).userGroups().get(0);
  }

  @Test
  void anIdIsGivenOnce() {
    assertThatThrownBy(() -> aws.elastiCache.createUser(r -> iamUser(r, "app", "app", "on")))
        .isInstanceOf(UserAlreadyExistsException.class);
  }

  @Test
  void aUserThatLogsInWithIamHasItsIdAsItsName() {
    assertThatThrownBy(
            () -> aws.elastiCache.createUser(r -> iamUser(r, "other", "not-other", "on")))
        .isInstanceOf(InvalidParameterCombinationException.class)
        .hasMessageContaining("must be the same");
  }

  @ParameterizedTest
  @ValueSource(strings = {"on >secret", "nopass", "reset", "on #abc", "on ~*\nkeys"})
  void anAccessStringGivesNoPasswordAndTakesNoneAway(String rules) {
    assertThatThrownBy(() -> aws.elastiCache.createUser(r -> iamUser(r, "bad", "bad", rules)))
        .isInstanceOf(InvalidParameterValueException.class);
  }

  @Test
  void aShortPasswordIsRefusedAndNotRepeated() {
    assertThatThrownBy(
            () ->
                aws.elastiCache.createUser(
                    r ->
                        r.userId("short")
                            .userName("short")
                            .engine("valkey")
                            .accessString("on")
                            .passwords("too short")))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageNotContaining("too short");
  }

  @Test
  void anAccessStringIsAppendedTo() {
    assertThat(
            aws.elastiCache
                .modifyUser(r -> r.userId("app").appendAccessString("-@dangerous"))
                .accessString())
        .isEqualTo("on ~app:* +@all -@dangerous");
  }

  @Test
  void aGroupHasUsersThatExistAndRedisWantsTheDefaultOne() {
    assertThatThrownBy(() -> createGroup("old", "redis", "app"))
        .isInstanceOf(DefaultUserRequiredException.class);
    assertThatThrownBy(() -> createGroup("ghosts", "valkey", "nobody"))
        .isInstanceOf(UserNotFoundException.class);

    createGroup("group", "valkey", "app");

    assertThat(aws.elastiCache.describeUsers(r -> r.userId("app")).users().get(0).userGroupIds())
        .containsExactly("group");
  }

  @Test
  void aUserWhoIsDeletedLeavesItsGroup() {
    createGroup("group", "valkey", "app");
    aws.elastiCache.modifyUserGroup(r -> r.userGroupId("group").userIdsToAdd("default"));

    aws.elastiCache.deleteUser(r -> r.userId("app"));

    assertThat(group("group").userIds()).containsExactly("default");
  }

  @Test
  void aGroupInUseIsNotDeletedAndNoCacheHasAGroupThatIsNotThere() {
    createGroup("group", "valkey", "app");
    aws.elastiCache.createServerlessCache(
        r -> r.serverlessCacheName("cache").engine("valkey").userGroupId("group"));

    assertThatThrownBy(() -> aws.elastiCache.deleteUserGroup(r -> r.userGroupId("group")))
        .isInstanceOf(InvalidUserGroupStateException.class);
    assertThat(group("group").serverlessCaches()).containsExactly("cache");
    assertThatThrownBy(
            () ->
                aws.elastiCache.createServerlessCache(
                    r -> r.serverlessCacheName("other").engine("valkey").userGroupId("nobody")))
        .isInstanceOf(UserGroupNotFoundException.class);
  }
}

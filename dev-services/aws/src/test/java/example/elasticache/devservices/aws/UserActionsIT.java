package example.elasticache.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticache.model.DefaultUserRequiredException;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterValueException;
import software.amazon.awssdk.services.elasticache.model.InvalidUserGroupStateException;
import software.amazon.awssdk.services.elasticache.model.UserAlreadyExistsException;
import software.amazon.awssdk.services.elasticache.model.UserGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.UserNotFoundException;

/** Users and their groups through AWS's own SDK: every action, and every refusal. */
class UserActionsIT {
  @AutoClose private final ControlPlane plane = ControlPlane.start();
  @AutoClose private final Aws aws = new Aws(plane);

  @Test
  void usersAndGroups() {
    var user =
        aws.elastiCache.createUser(
            r ->
                r.userId("app")
                    .userName("app")
                    .engine("valkey")
                    .accessString("on ~app:* +@all")
                    .authenticationMode(a -> a.type("iam")));
    assertThat(user.authentication().typeAsString()).isEqualTo("iam");
    assertThatThrownBy(
            () ->
                aws.elastiCache.createUser(
                    r ->
                        r.userId("app")
                            .userName("app")
                            .engine("valkey")
                            .accessString("on")
                            .noPasswordRequired(true)))
        .isInstanceOf(UserAlreadyExistsException.class);
    assertThatThrownBy(
            () ->
                aws.elastiCache.createUser(
                    r ->
                        r.userId("other")
                            .userName("not-other")
                            .engine("valkey")
                            .accessString("on")
                            .authenticationMode(a -> a.type("iam"))))
        .isInstanceOf(InvalidParameterCombinationException.class)
        .hasMessageContaining("must be the same");
    for (String rules : List.of("on >secret", "nopass", "reset", "on #abc", "on ~*\nkeys")) {
      assertThatThrownBy(
              () ->
                  aws.elastiCache.createUser(
                      r ->
                          r.userId("bad")
                              .userName("bad")
                              .engine("valkey")
                              .accessString(rules)
                              .authenticationMode(a -> a.type("iam"))))
          .isInstanceOf(InvalidParameterValueException.class);
    }
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

    aws.elastiCache.createUserGroup(r -> r.userGroupId("group").engine("valkey").userIds("app"));
    assertThatThrownBy(
            () ->
                aws.elastiCache.createUserGroup(
                    r -> r.userGroupId("old").engine("redis").userIds("app")))
        .isInstanceOf(DefaultUserRequiredException.class);
    assertThatThrownBy(
            () ->
                aws.elastiCache.createUserGroup(
                    r -> r.userGroupId("ghosts").engine("valkey").userIds("nobody")))
        .isInstanceOf(UserNotFoundException.class);
    assertThat(aws.elastiCache.describeUsers(r -> r.userId("app")).users().get(0).userGroupIds())
        .containsExactly("group");
    assertThat(
            aws.elastiCache
                .modifyUser(r -> r.userId("app").appendAccessString("-@dangerous"))
                .accessString())
        .isEqualTo("on ~app:* +@all -@dangerous");

    aws.elastiCache.createServerlessCache(
        r -> r.serverlessCacheName("cache").engine("valkey").userGroupId("group"));
    assertThatThrownBy(() -> aws.elastiCache.deleteUserGroup(r -> r.userGroupId("group")))
        .isInstanceOf(InvalidUserGroupStateException.class);
    assertThat(
            aws.elastiCache
                .describeUserGroups(r -> r.userGroupId("group"))
                .userGroups()
                .get(0)
                .serverlessCaches())
        .containsExactly("cache");
    assertThatThrownBy(
            () ->
                aws.elastiCache.createServerlessCache(
                    r -> r.serverlessCacheName("other").engine("valkey").userGroupId("nobody")))
        .isInstanceOf(UserGroupNotFoundException.class);

    aws.elastiCache.modifyUserGroup(r -> r.userGroupId("group").userIdsToAdd("default"));
    aws.elastiCache.deleteUser(r -> r.userId("app"));
    assertThat(
            aws.elastiCache
                .describeUserGroups(r -> r.userGroupId("group"))
                .userGroups()
                .get(0)
                .userIds())
        .containsExactly("default");
  }
}

package example.elasticache.devservices.aws;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.elasticache.model.CreateUserGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateUserGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DeleteUserGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteUserGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeUserGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeUserGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.ModifyUserGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyUserGroupResponse;
import software.amazon.awssdk.services.elasticache.model.SourceType;
import software.amazon.awssdk.services.elasticache.model.UserGroup;

/** Groups of users: what a cache is given to say who may enter. */
final class UserGroups {

  private static final class Entry implements Resource {
    private final UserGroup facts;
    private final Set<String> users;
    private final Lifecycle life;

    Entry(UserGroup facts, Set<String> users, Lifecycle life) {
      this.facts = facts;
      this.users = users;
      this.life = life;
    }

    String id() {
      return facts.userGroupId();
    }

    @Override
    public Lifecycle life() {
      return life;
    }

    @Override
    public String arn() {
      return facts.arn();
    }
  }

  private final Registry<Entry> groups =
      new Registry<>(
          id -> Fault.notFound("UserGroupNotFound", "User group " + id + " not found."),
          id -> Fault.of("UserGroupAlreadyExists", "User group " + id + " exists."));
  private final List<Consumer<String>> listeners = new ArrayList<>();
  private final Context context;
  private final Users users;
  private Function<String, List<String>> replicationGroups = id -> List.of();
  private Function<String, List<String>> serverlessCaches = id -> List.of();

  UserGroups(Context context, Users users) {
    this.context = context;
    this.users = users;
    users.onChange(this::userChanged);
    users.groupedBy(
        user -> groups.all().stream().filter(g -> g.users.contains(user)).map(Entry::id).toList());
    context.tags().ownedBy(arn -> groups.all().stream().anyMatch(g -> g.arn().equals(arn)));
  }

  /** Tells who knows which caches use a group. */
  void usedBy(
      Function<String, List<String>> ofReplicationGroups,
      Function<String, List<String>> ofServerless) {
    replicationGroups = ofReplicationGroups;
    serverlessCaches = ofServerless;
  }

  /** Has somebody told the id of every group whose users change. */
  void onChange(Consumer<String> listener) {
    listeners.add(listener);
  }

  private void userChanged(String id) {
    boolean leaves = id.startsWith("-");
    String user = leaves ? id.substring(1) : id;
    for (Entry group : groups.all()) {
      boolean member = leaves ? group.users.remove(user) : group.users.contains(user);
      if (member) {
        listeners.forEach(listener -> listener.accept(group.id()));
      }
    }
  }

  /** Returns whom a cache lets in; without a group, everybody. */
  List<EngineUser> usersOf(String groupOrNull, String engine) {
    if (groupOrNull == null) {
      return List.of(EngineUser.EVERYBODY);
    }
    Entry group = groups.get(groupOrNull);
    if (engine.equals("redis") && group.facts.engine().equals("valkey")) {
      throw Fault.badCombination("A Redis OSS cache cannot use a user group for Valkey.");
    }
    return group.users.stream().map(id -> users.get(id).forEngine()).toList();
  }

  @Requires({"UserGroupId", "Engine"})
  CreateUserGroupResponse create(CreateUserGroupRequest r, Call call) {
    String id = Names.group("UserGroupId", r.userGroupId());
    groups.requireFree(id);
    Users.requireEngine(r.engine());
    Set<String> members = new LinkedHashSet<>(r.userIds());
    requireMembers(r.engine(), members);
    var facts =
        UserGroup.builder()
            .userGroupId(id)
            .engine(r.engine())
            .minimumEngineVersion("6.0")
            .arn(call.arn("usergroup", id))
            .build();
    var entry = new Entry(facts, members, Lifecycle.settled(context.clock(), "active"));
    groups.add(id, entry);
    context.tags().begin(facts.arn(), r.tags());
    tell(id, "User group created");
    return CreateUserGroupResponse.builder()
        .applyMutation(b -> Fields.copy(shown(entry), b))
        .build();
  }

  @Requires("UserGroupId")
  ModifyUserGroupResponse modify(ModifyUserGroupRequest r, Call call) {
    Entry entry = groups.get(r.userGroupId());
    Set<String> members = new LinkedHashSet<>(entry.users);
    for (String leaving : r.userIdsToRemove()) {
      if (!members.remove(leaving)) {
        throw Fault.badCombination("User " + leaving + " is not in the group.");
      }
    }
    members.addAll(r.userIdsToAdd());
    requireMembers(entry.facts.engine(), members);
    entry.users.clear();
    entry.users.addAll(members);
    tell(entry.id(), "User group modified");
    listeners.forEach(listener -> listener.accept(entry.id()));
    return ModifyUserGroupResponse.builder()
        .applyMutation(b -> Fields.copy(shown(entry), b))
        .build();
  }

  DescribeUserGroupsResponse describe(DescribeUserGroupsRequest r, Call call) {
    return DescribeUserGroupsResponse.builder()
        .userGroups(groups.matching(r.userGroupId()).stream().map(this::shown).toList())
        .build();
  }

  @Requires("UserGroupId")
  DeleteUserGroupResponse delete(DeleteUserGroupRequest r, Call call) {
    Entry entry = groups.get(r.userGroupId());
    UserGroup last = shown(entry).toBuilder().status("deleting").build();
    if (!last.replicationGroups().isEmpty() || !last.serverlessCaches().isEmpty()) {
      throw Fault.of("InvalidUserGroupState", "User group " + entry.id() + " is used by a cache.");
    }
    entry.life.endNow();
    tell(entry.id(), "User group deleted");
    return DeleteUserGroupResponse.builder().applyMutation(b -> Fields.copy(last, b)).build();
  }

  private void requireMembers(String engine, Set<String> members) {
    List<String> names = members.stream().map(id -> users.get(id).name()).toList();
    if (Set.copyOf(names).size() < names.size()) {
      throw Fault.of("DuplicateUserName", "Two users of the group have one name.");
    }
    if (engine.equals("redis") && !names.contains("default")) {
      throw Fault.of(
          "DefaultUserRequired", "A group for Redis OSS needs a user with the name default.");
    }
  }

  private UserGroup shown(Entry entry) {
    return entry.facts.toBuilder()
        .status(entry.life.status())
        .userIds(entry.users)
        .replicationGroups(replicationGroups.apply(entry.id()))
        .serverlessCaches(serverlessCaches.apply(entry.id()))
        .build();
  }

  private void tell(String id, String what) {
    context.events().add(new Events.Source(SourceType.USER_GROUP, id), what);
  }
}

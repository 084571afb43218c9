package example.elasticache.devservices.aws;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.elasticache.model.Authentication;
import software.amazon.awssdk.services.elasticache.model.AuthenticationMode;
import software.amazon.awssdk.services.elasticache.model.AuthenticationType;
import software.amazon.awssdk.services.elasticache.model.CreateUserRequest;
import software.amazon.awssdk.services.elasticache.model.CreateUserResponse;
import software.amazon.awssdk.services.elasticache.model.DeleteUserRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteUserResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeUsersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeUsersResponse;
import software.amazon.awssdk.services.elasticache.model.InputAuthenticationType;
import software.amazon.awssdk.services.elasticache.model.ModifyUserRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyUserResponse;
import software.amazon.awssdk.services.elasticache.model.SourceType;
import software.amazon.awssdk.services.elasticache.model.User;

/** Users of caches: with passwords, with none, or with IAM. */
final class Users {
  private static final String ACTIVE = "active";
  private static final int MOST_PASSWORDS = 2;

  /** What an access string is made of; passwords and resets are not among it. */
  private static final Pattern RULE =
      Pattern.compile(
          "on|off|~\\S+|%(R|W|RW)~\\S+|&\\S+|[+-]@?[a-zA-Z0-9|_-]+"
              + "|(all|reset)(keys|channels)|(all|no)commands");

  /** A user: what the API shows of it, and what only the engines need. */
  static final class Entry implements Resource {
    private final Lifecycle life;
    private User facts;
    private Secret secret;

    private Entry(User facts, Secret secret, Lifecycle life) {
      this.facts = facts;
      this.secret = secret;
      this.life = life;
    }

    String name() {
      return facts.userName();
    }

    EngineUser forEngine() {
      return new EngineUser(
          facts.userName(), facts.accessString(), secret.passwords, secret.iam, secret.open);
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

  /** How a user proves who it is. */
  private record Secret(List<String> passwords, boolean iam, boolean open) {
    Authentication shown() {
      var type =
          iam
              ? AuthenticationType.IAM
              : open ? AuthenticationType.NO_PASSWORD : AuthenticationType.PASSWORD;
      return Authentication.builder()
          .type(type)
          .passwordCount(iam || open ? null : passwords.size())
          .build();
    }

    @Override
    public String toString() {
      return "Secret[" + shown().typeAsString() + "]";
    }
  }

  private final Registry<Entry> users =
      new Registry<>(
          id -> Fault.notFound("UserNotFound", "User " + id + " not found."),
          id -> Fault.of("UserAlreadyExists", "User " + id + " exists."));
  private final List<Consumer<String>> listeners = new ArrayList<>();
  private final Context context;

  Users(Context context) {
    this.context = context;
    context.tags().ownedBy(arn -> users.all().stream().anyMatch(u -> u.arn().equals(arn)));
    // The account's own: without a group, it is what every cache lets in.
    var facts =
        User.builder()
            .userId("default")
            .userName("default")
            .engine("redis")
            .accessString("on ~* +@all")
            .arn("arn:aws:elasticache:local:" + Principal.ACCOUNT + ":user:default")
            .build();
    var open = new Secret(List.of(), false, true);
    users.add("default", new Entry(facts, open, Lifecycle.settled(context.clock(), ACTIVE)));
  }

  /** Has somebody told the id of every user that changes or goes. */
  void onChange(Consumer<String> listener) {
    listeners.add(listener);
  }

  Entry get(String id) {
    return users.get(id);
  }

  @Requires({"UserId", "UserName", "Engine", "AccessString"})
  CreateUserResponse create(CreateUserRequest r, Call call) {
    String id = Names.group("UserId", r.userId());
    users.requireFree(id);
    requireEngine(r.engine());
    if (AccessControl.RESERVED.contains(r.userName()) || !r.userName().matches("\\S{1,120}")) {
      throw Fault.badValue("The user name " + r.userName() + " cannot be used.");
    }
    requireRules(r.accessString());
    Secret secret = secret(r.authenticationMode(), r.noPasswordRequired(), r.passwords());
    if (secret.iam && !r.userName().equals(id)) {
      throw Fault.badCombination(
          "For a user with IAM, user id and user name must be the same, in lower case.");
    }
    var facts =
        User.builder()
            .userId(id)
            .userName(r.userName())
            .engine(r.engine())
            .minimumEngineVersion(secret.iam ? "7.0" : "6.0")
            .accessString(r.accessString())
            .arn(call.arn("user", id))
            .build();
    var entry = new Entry(facts, secret, Lifecycle.settled(context.clock(), ACTIVE));
    users.add(id, entry);
    context.tags().begin(facts.arn(), r.tags());
    tell(id, "User created");
    return CreateUserResponse.builder().applyMutation(b -> Fields.copy(shown(entry), b)).build();
  }

  @Requires("UserId")
  ModifyUserResponse modify(ModifyUserRequest r, Call call) {
    Entry entry = users.get(r.userId());
    String rules = r.accessString() == null ? entry.facts.accessString() : r.accessString();
    rules = r.appendAccessString() == null ? rules : rules + " " + r.appendAccessString();
    requireRules(rules);
    if (r.authenticationMode() != null || r.noPasswordRequired() != null || r.hasPasswords()) {
      entry.secret = secret(r.authenticationMode(), r.noPasswordRequired(), r.passwords());
    }
    entry.facts = entry.facts.toBuilder().accessString(rules).build();
    tell(r.userId(), "User modified");
    listeners.forEach(listener -> listener.accept(r.userId()));
    return ModifyUserResponse.builder().applyMutation(b -> Fields.copy(shown(entry), b)).build();
  }

  DescribeUsersResponse describe(DescribeUsersRequest r, Call call) {
    if (r.hasFilters()) {
      throw Fault.notSimulated("A filter of users");
    }
    List<User> found =
        users.matching(r.userId()).stream()
            .map(this::shown)
            .filter(user -> r.engine() == null || r.engine().equals(user.engine()))
            .toList();
    return DescribeUsersResponse.builder().users(found).build();
  }

  @Requires("UserId")
  DeleteUserResponse delete(DeleteUserRequest r, Call call) {
    Entry entry = users.get(r.userId());
    if (r.userId().equals("default")) {
      throw Fault.of("InvalidUserState", "The default user cannot be deleted.");
    }
    User last = shown(entry).toBuilder().status("deleting").build();
    listeners.forEach(listener -> listener.accept("-" + r.userId()));
    entry.life.endNow();
    tell(r.userId(), "User deleted");
    return DeleteUserResponse.builder().applyMutation(b -> Fields.copy(last, b)).build();
  }

  private User shown(Entry entry) {
    Set<String> groups = new LinkedHashSet<>(groupsOf.apply(entry.facts.userId()));
    return entry.facts.toBuilder()
        .status(entry.life.status())
        .authentication(entry.secret.shown())
        .userGroupIds(groups)
        .build();
  }

  private java.util.function.Function<String, List<String>> groupsOf = id -> List.of();

  /** Tells who knows which groups a user is in. */
  void groupedBy(java.util.function.Function<String, List<String>> groups) {
    groupsOf = groups;
  }

  static void requireEngine(String engine) {
    if (!engine.equals("valkey") && !engine.equals("redis")) {
      throw Fault.badValue("The engine must be valkey or redis.");
    }
  }

  private static void requireRules(String rules) {
    for (String rule : rules.strip().split("\\s+")) {
      if (!RULE.matcher(rule).matches()) {
        throw Fault.badValue("The access string has a rule that it cannot have: " + rule);
      }
    }
  }

  private static Secret secret(
      AuthenticationMode mode, Boolean noPasswordRequired, List<String> passwords) {
    boolean open = Boolean.TRUE.equals(noPasswordRequired);
    boolean iam = false;
    List<String> given = passwords;
    if (mode != null) {
      open = mode.type() == InputAuthenticationType.NO_PASSWORD_REQUIRED;
      iam = mode.type() == InputAuthenticationType.IAM;
      given = mode.passwords();
    }
    if ((open || iam) && !given.isEmpty()) {
      throw Fault.badCombination("A user with IAM, or without a password, has no passwords.");
    }
    if (iam) {
      return new Secret(List.of(UUID.randomUUID().toString()), true, false);
    }
    if (!open && given.isEmpty()) {
      throw Fault.badValue("A user needs an authentication mode: iam, password, or none.");
    }
    if (given.size() > MOST_PASSWORDS
        || given.stream().anyMatch(p -> !p.matches("[!-~]{16,128}") || p.matches(".*[,\"/@].*"))) {
      throw Fault.badValue(
          "A user has one or two passwords of 16 to 128 printable characters, without , \" / @");
    }
    return new Secret(List.copyOf(given), false, open);
  }

  private void tell(String id, String what) {
    context.events().add(new Events.Source(SourceType.USER, id), what);
  }
}

package example.elasticache.devservices.aws;

import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.topology.ServerlessRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Who may do what in one cache: it tells the engines, and turns IAM tokens into passwords. */
final class AccessControl implements FrontDoor.Desk {
  /** Those by whom the control plane itself logs in; the API gives nobody these names. */
  static final String OPERATOR = "control-plane";

  static final Set<String> RESERVED = Set.of(OPERATOR, "dev-services");

  private static final String CLUSTER_ADMINISTRATION =
      " -cluster|addslots -cluster|addslotsrange -cluster|bumpepoch -cluster|delslots"
          + " -cluster|delslotsrange -cluster|failover -cluster|flushslots -cluster|forget"
          + " -cluster|meet -cluster|replicate -cluster|reset -cluster|saveconfig"
          + " -cluster|set-config-epoch -cluster|setslot";

  /** What ElastiCache refuses on a cluster of one's own, as ACL rules. */
  private static final String REFUSED_ON_NODES =
      "-config -debug -save -bgsave -bgrewriteaof -migrate -replicaof -slaveof -failover -shutdown"
          + " -sync -psync -acl|setuser -acl|deluser -acl|load -acl|save";

  private final IamTokens tokens;
  private final IamTokens.Audience cache;
  private final String refused;
  private final Consumer<String> log;
  private volatile List<EngineUser> users;

  AccessControl(
      IamTokens tokens, IamTokens.Audience cache, List<EngineUser> users, Consumer<String> log) {
    this.tokens = tokens;
    this.cache = cache;
    this.refused =
        (cache.serverless() ? ServerlessRedis.REFUSED : REFUSED_ON_NODES) + CLUSTER_ADMINISTRATION;
    this.users = users;
    this.log = log;
  }

  /** Replaces the users; each engine must be told by {@link #apply}. */
  void admit(List<EngineUser> admitted) {
    users = List.copyOf(admitted);
  }

  /** Gives an engine the users of now, and takes those away who are no more. */
  void apply(RedisServer engine) {
    List<EngineUser> wanted = users;
    for (EngineUser user : wanted) {
      List<String> command = new ArrayList<>(List.of("ACL", "SETUSER", user.name(), "reset"));
      command.addAll(List.of(user.rules().strip().split("\\s+")));
      command.addAll(List.of(refused.split("\\s+")));
      if (user.open()) {
        command.add("nopass");
      }
      user.passwords().forEach(password -> command.add(">" + password));
      engine.call(command.toArray(String[]::new));
    }
    for (Object known : (List<?>) engine.call("ACL", "USERS")) {
      String name = known.toString();
      if (!RESERVED.contains(name) && wanted.stream().noneMatch(u -> u.name().equals(name))) {
        if (name.equals("default")) {
          engine.call("ACL", "SETUSER", "default", "reset");
        } else {
          engine.call("ACL", "DELUSER", name);
        }
      }
    }
  }

  /**
   * Returns what the engine should be shown instead of what the client sent: for an IAM user with a
   * good token, the password between door and engine; with a bad one, what no engine accepts.
   */
  @Override
  public FrontDoor.Login exchange(String name, String presented) {
    Optional<EngineUser> user =
        users.stream().filter(u -> u.iam() && u.name().equals(name)).findFirst();
    if (user.isEmpty()) {
      return new FrontDoor.Login(presented, Optional.empty());
    }
    Optional<String> objection = tokens.objection(presented, name, cache);
    if (objection.isEmpty()) {
      return new FrontDoor.Login(user.get().passwords().get(0), Optional.of(tokens.endOfLogin()));
    }
    log.accept("IAM login of " + name + " to " + cache.name() + " refused: " + objection.get());
    return new FrontDoor.Login(UUID.randomUUID().toString(), Optional.empty());
  }
}

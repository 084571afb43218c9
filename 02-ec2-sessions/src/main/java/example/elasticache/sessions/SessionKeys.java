package example.elasticache.sessions;

/**
 * The names under which sessions lie.
 *
 * <p>All begin with {@code session:v1:} and the shard as a hash tag. A user's sessions and the list
 * of them have the same shard, so on a cluster one script can change them all.
 */
public final class SessionKeys {
  private static final String PREFIX = "session:v1:";

  /** Returns the key of a session, such as {@code session:v1:{3f}:3fa9...}. */
  public static String of(SessionId id) {
    return inShard(id.shard()) + id.hash();
  }

  /** Returns what the keys of all sessions in a shard begin with. */
  static String inShard(String shard) {
    return PREFIX + "{" + shard + "}:";
  }

  /** Returns the key of the list of a user's sessions. */
  static String listOf(String user) {
    return inShard(shardOf(user)) + "of:" + Sha256.of(user);
  }

  /** Returns the shard in which a user's sessions lie. */
  static String shardOf(String user) {
    return Sha256.of(user).substring(0, 2);
  }

  private SessionKeys() {}
}

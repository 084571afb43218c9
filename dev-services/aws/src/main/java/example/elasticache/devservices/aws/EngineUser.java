package example.elasticache.devservices.aws;

import java.util.List;

/**
 * A user as an engine knows it; its text shows no password.
 *
 * @param rules the access string
 * @param passwords what lets the user in; for an IAM user, one that nobody but the front door knows
 * @param open whether any password lets the user in
 */
record EngineUser(String name, String rules, List<String> passwords, boolean iam, boolean open) {

  /** The user of a cache without a user group: everybody may do everything. */
  static final EngineUser EVERYBODY =
      new EngineUser("default", "on ~* &* +@all", List.of(), false, true);

  @Override
  public String toString() {
    return "EngineUser[name=" + name + ", rules=" + rules + ", iam=" + iam + "]";
  }
}

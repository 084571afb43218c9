package example.elasticache.cacheaside;

import java.util.Objects;

/**
 * What a reader needs of a user, and all that the cache ever holds of one.
 *
 * @param version grows by one with each write of the row; it tells an old copy from a new one
 */
public record UserInfo(long id, String name, String plan, long version) {

  /** Refuses a value that no row could have produced. */
  public UserInfo {
    User.checkId(id);
    Objects.requireNonNull(name, "A user's name must not be null.");
    Objects.requireNonNull(plan, "A user's plan must not be null.");
    if (version < 1) {
      throw new IllegalArgumentException(
          "A row's version is 1 or greater, but is " + version + ".");
    }
  }
}

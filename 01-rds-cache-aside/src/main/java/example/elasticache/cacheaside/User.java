package example.elasticache.cacheaside;

import java.util.Objects;

/** A user as the application writes it: every column that it owns. */
public record User(long id, String name, String email, String plan) {

  /** Refuses what the table would refuse, with a message that names the field. */
  public User {
    checkId(id);
    checkText("name", name, 100);
    checkText("email", email, 254);
    checkText("plan", plan, 20);
  }

  /** Returns the id, or throws {@link IllegalArgumentException} when no user can have it. */
  public static long checkId(long id) {
    if (id < 1) {
      throw new IllegalArgumentException("A user id is 1 or greater, but this one is " + id + ".");
    }
    return id;
  }

  private static void checkText(String field, String value, int longest) {
    Objects.requireNonNull(value, () -> "A user's " + field + " must not be null.");
    // MySQL counts characters, not UTF-16 units.
    int length = value.codePointCount(0, value.length());
    if (value.isBlank() || length > longest) {
      throw new IllegalArgumentException(
          "A user's "
              + field
              + " has 1 to "
              + longest
              + " characters, but this one has "
              + length
              + (value.isBlank() ? ", all blank." : "."));
    }
  }

  /** Leaves out the e-mail address: this text ends in logs. */
  @Override
  public String toString() {
    return "User[id=" + id + ", name=" + name + ", plan=" + plan + "]";
  }
}

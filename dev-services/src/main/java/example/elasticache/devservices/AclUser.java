package example.elasticache.devservices;

/** A user of an engine, and its rules as ACL SETUSER takes them; its text shows no password. */
public record AclUser(String name, String password, String rules) {

  /** Refuses what would end the name or the password early in the engine's file of users. */
  public AclUser {
    if (!name.matches("\\S+") || !password.matches("\\S+")) {
      throw new IllegalArgumentException("A user has a name and a password without spaces.");
    }
  }

  /** A user who may do everything. */
  public static AclUser everything(String name, String password) {
    return new AclUser(name, password, "~* &* +@all");
  }

  String line() {
    return "user " + name + " on >" + password + " " + rules;
  }

  @Override
  public String toString() {
    return "AclUser[name=" + name + ", rules=" + rules + "]";
  }
}

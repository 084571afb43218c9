package example.elasticache.devservices;

/** A user of an engine, and its rules as ACL SETUSER takes them; its text shows no password. */
public record AclUser(String name, String password, String rules) {

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

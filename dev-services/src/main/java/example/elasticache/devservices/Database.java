package example.elasticache.devservices;

/** Where a database is and who may log in; its text never shows the password. */
public record Database(String url, String user, String password) {

  @Override
  public String toString() {
    return "Database[url=" + url + ", user=" + user + "]";
  }
}

package example.elasticache.devservices;

/** Runs one chapter's Main under a heading and keeps what it printed for the site. */
public final class Story {

  public static void main(String[] args) throws Exception {
    Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
  }

  private Story() {}
}

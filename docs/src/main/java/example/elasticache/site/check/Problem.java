package example.elasticache.site.check;

/**
 * Something that keeps the site from being published.
 *
 * @param where the file as its author knows it, with the line where one is known
 * @param what what is wrong, in a sentence
 */
public record Problem(String where, String what) {

  @Override
  public String toString() {
    return where + ": " + what;
  }
}

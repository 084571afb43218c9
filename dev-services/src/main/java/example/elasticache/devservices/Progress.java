package example.elasticache.devservices;

/** Where dev services say what they do: on standard error, so that no transcript holds it. */
final class Progress {

  static void say(String line) {
    System.err.println(line);
  }

  private Progress() {}
}

package e1;

import java.util.UUID;

/** Makes session ids, recognises them, and names their keys. */
public final class SessionIds {

  /** Returns a new id that nobody can guess. */
  public static String create() {
    // TODO A UUID is unique. It is not a secret.
    return UUID.randomUUID().toString();
  }

  /** Returns whether the text, which may be anything or null, has the form of an id. */
  public static boolean isId(String text) {
    return text != null && !text.isEmpty();
  }

  /** Returns the key under which the store has the session; it does not tell the id. */
  public static String key(String id) {
    return "session:v1:" + id;
  }

  private SessionIds() {}
}

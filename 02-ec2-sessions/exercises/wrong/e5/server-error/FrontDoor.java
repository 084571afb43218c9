package e5;

import java.util.Optional;

/** Answers requests of people who may or may not be logged in. */
public final class FrontDoor {

  /** What goes back to the browser. */
  public record Answer(int status, String text, boolean takesCookieBack) {}

  /** The session store; each call throws a {@link RuntimeException} when it does not answer. */
  public interface Store {

    /** Returns whose session this is, if it lives. */
    Optional<String> userOf(String id);

    /** Ends the session. */
    void delete(String id);
  }

  private static final Answer LOGIN = new Answer(200, "Who are you?", true);
  private static final Answer UNKNOWN = new Answer(500, "Please try again.", false);

  private final Store store;

  public FrontDoor(Store store) {
    this.store = store;
  }

  /** Answers a request for the page; the cookie is empty where the browser sent none. */
  public Answer page(Optional<String> cookie) {
    if (cookie.isEmpty()) {
      return new Answer(200, "Who are you?", false);
    }
    try {
      return store
          .userOf(cookie.get())
          .map(user -> new Answer(200, "Hello, " + user, false))
          .orElse(LOGIN);
    } catch (RuntimeException down) {
      return UNKNOWN;
    }
  }

  /** Answers a click on "log out". */
  public Answer logOut(String cookie) {
    try {
      store.delete(cookie);
    } catch (RuntimeException down) {
      return UNKNOWN;
    }
    return new Answer(200, "Good-bye", true);
  }
}

package kit;

import java.util.ArrayList;
import java.util.List;

/** Counts the commands that a fake server has done, and lets something happen after one of them. */
public final class Steps {
  private static final Runnable NOTHING = () -> {};

  /** The application dies: no answer to an exercise has a reason to catch this. */
  public static final class Death extends Error {
    private static final long serialVersionUID = 1L;

    Death(String lastCommand) {
      super("The application died after " + lastCommand);
    }
  }

  private final List<String> done = new ArrayList<>();
  private int at;
  private Runnable then = NOTHING;

  /** Lets this happen once, after the so-many-th command from now. */
  public void after(int command, Runnable then) {
    done.clear();
    at = command;
    this.then = then;
  }

  /** Lets the application die after the so-many-th command from now. */
  public void dieAfter(int command) {
    after(
        command,
        () -> {
          throw new Death(last());
        });
  }

  /** Notes a command; a fake calls it when the command has had its effect. */
  public void did(String command) {
    done.add(command);
    if (done.size() == at) {
      Runnable now = then;
      then = NOTHING;
      now.run();
    }
  }

  /** Returns whether the awaited command came; from now on nothing happens after it. */
  public boolean happened() {
    boolean happened = at > 0 && done.size() >= at;
    then = NOTHING;
    return happened;
  }

  /** Returns the command after which something was to happen. */
  public String last() {
    return done.get(at - 1);
  }

  /** Returns all commands until then. */
  public String before() {
    return String.join(", ", done.subList(0, at));
  }
}

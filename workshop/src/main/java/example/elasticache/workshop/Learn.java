package example.elasticache.workshop;

import example.elasticache.workshop.exercise.Progress;
import example.elasticache.workshop.exercise.Project;
import example.elasticache.workshop.exercise.WorkshopException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/**
 * The exercise runner.
 *
 * <p>Exit codes: 0 is solved or done, 1 is not yet, 2 is a command that it does not understand.
 */
public final class Learn {
  static final int DONE = 0;
  static final int NOT_YET = 1;
  static final int USAGE = 2;

  /** Tells the launcher script to build, and to start again. */
  private static final int STALE = 75;

  /** Tells the launcher script to start the watch again: a thread of the last check never ends. */
  static final int RESTART = 76;

  public static void main(String[] args) {
    Path root = Path.of(System.getProperty("learn.root", "")).toAbsolutePath().normalize();
    if (System.getenv("LEARN_BUILT") == null && Freshness.isStale(root)) {
      System.exit(STALE);
    }
    var console =
        new Console(System.out, Console.wantsColours(System.console() != null, System.getenv()));
    int status = run(root, console, System.getProperty("learn.command", "./learn"), List.of(args));
    System.out.flush();
    // A pool that an answer left open must not keep the command line waiting.
    System.exit(status);
  }

  /** Carries out one command, and returns the exit code. */
  static int run(Path root, Console console, String command, List<String> args) {
    var project = new Project(root);
    var commands =
        new Commands(project, new Progress(root, InstantSource.system()), console, command);
    try {
      String verb = args.isEmpty() ? "list" : args.get(0);
      List<String> rest = args.isEmpty() ? List.of() : args.subList(1, args.size());
      return switch (verb) {
        case "list" -> commands.list();
        case "start" -> commands.start(rest);
        case "task" -> commands.task(rest);
        case "check" -> commands.check(rest);
        case "watch" -> commands.watch(rest);
        case "hint" -> commands.hint(rest);
        case "solution" -> commands.solution(rest);
        case "reset" -> commands.reset(rest);
        case "doctor" -> new Doctor(console, project).examine(rest);
        case "verify" -> commands.verify(rest);
        case "help", "--help", "-h" -> {
          usage(console, command);
          yield DONE;
        }
        default -> {
          console.line("There is no command \"" + verb + "\". These there are:");
          usage(console, command);
          yield USAGE;
        }
      };
    } catch (WorkshopException e) {
      console.line(e.getMessage());
      if (e.getCause() != null && e.getCause().getMessage() != null) {
        console.line("  " + e.getCause().getMessage());
      }
      return USAGE;
    }
  }

  private static void usage(Console console, String command) {
    List<String> lines =
        Arrays.asList(
            "",
            "                  what there is, how far you are, and what to do next",
            "start [01] [e2]   begin or go on: the next exercise, or this one",
            "task              read the task again",
            "check             say what is still missing",
            "watch             check after each save",
            "hint              one more hint; --again repeats those you have seen",
            "solution          compare yours with ours, once solved; --give-up: now",
            "reset             put the starter back; yours is kept as a .bak",
            "doctor            whether this machine has what the exercises need",
            "verify            for authors: prove that the checks are worth something",
            "",
            "Each takes an exercise, such as e2 or 01 e2; without one, it is the one you are at.");
    for (String line : lines) {
      console.line(line.isEmpty() || line.startsWith("Each") ? line : "  " + command + " " + line);
    }
  }

  private Learn() {}
}

package example.elasticache.workshop.exercise;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far the learner is: a text file that survives a restart and can be copied to another machine.
 *
 * <p>Each change reads the file anew, so a second terminal may use it too.
 */
public final class Progress {
  private static final String CURRENT = "current";
  private static final String SOLVED = "solved";
  private static final String STARTED = "started";
  private static final String GIVEN_UP = "given-up";

  private final Path file;
  private final Path site;
  private final InstantSource clock;

  /** Keeps it under {@code work/}, and tells the tutorial site where there is one. */
  public Progress(Path root, InstantSource clock) {
    this.file = root.resolve("work").resolve("progress.properties");
    this.site = root.resolve("docs/target/site");
    this.clock = clock;
  }

  /** Returns the key of the exercise that the learner works on. */
  public Optional<String> current() {
    return Optional.ofNullable(load().get(CURRENT));
  }

  /** Returns whether the learner has solved it. */
  public boolean isSolved(Exercise exercise) {
    return status(exercise).startsWith(SOLVED);
  }

  /** Returns whether the learner has seen the solution without solving it. */
  public boolean isGivenUp(Exercise exercise) {
    return status(exercise).startsWith(GIVEN_UP);
  }

  private String status(Exercise exercise) {
    return load().getOrDefault(exercise.key(), "");
  }

  /** Returns how many hints the learner has seen. */
  public int hints(Exercise exercise) {
    String seen = load().getOrDefault(hintsKey(exercise), "0");
    return seen.matches("\\d{1,4}") ? Integer.parseInt(seen) : 0;
  }

  /** Makes it the exercise that the learner works on. */
  public void start(Exercise exercise) {
    var state = load();
    state.put(CURRENT, exercise.key());
    state.putIfAbsent(exercise.key(), stamp(STARTED));
    save(state);
  }

  /** Notes that it is solved; the first time counts. */
  public void solve(Exercise exercise) {
    if (!isSolved(exercise)) {
      set(exercise.key(), stamp(SOLVED));
    }
  }

  /** Notes that the learner has seen the solution. */
  public void giveUp(Exercise exercise) {
    if (!isSolved(exercise)) {
      set(exercise.key(), stamp(GIVEN_UP));
    }
  }

  /** Notes that the learner has seen one more hint. */
  public void hint(Exercise exercise) {
    set(hintsKey(exercise), Integer.toString(hints(exercise) + 1));
  }

  /** Forgets what is known of the exercise, except that it is the one worked on. */
  public void reset(Exercise exercise) {
    var state = load();
    state.remove(hintsKey(exercise));
    state.put(exercise.key(), stamp(STARTED));
    save(state);
  }

  private void set(String key, String value) {
    var state = load();
    state.put(key, value);
    save(state);
  }

  private String stamp(String status) {
    return status + " " + clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static String hintsKey(Exercise exercise) {
    return exercise.key() + ".hints";
  }

  private TreeMap<String, String> load() {
    var read = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        read.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new WorkshopException(
            "Cannot read your progress. Mend " + file + ", or delete it to begin anew.", e);
      }
    }
    var state = new TreeMap<String, String>();
    read.stringPropertyNames().forEach(key -> state.put(key, read.getProperty(key)));
    return state;
  }

  private void save(TreeMap<String, String> state) {
    var text =
        new StringBuilder("# Your progress. Copy work/ and NN-*/work/ to go on elsewhere.\n");
    state.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    write(file, text.toString());
    if (Files.isDirectory(site)) {
      write(site.resolve("progress.js"), script(state));
    }
  }

  /** A script, not JSON: a page that is opened from the disk may load a script only. */
  private static String script(TreeMap<String, String> state) {
    return state.entrySet().stream()
        .filter(entry -> entry.getKey().matches("[\\w-]+/e\\d+"))
        .map(e -> "\"" + e.getKey() + "\":\"" + e.getValue().replaceAll("[^a-z-].*", "") + "\"")
        .collect(Collectors.joining(",", "window.galleryProgress = {", "};\n"));
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      // In one step: a learner who presses Ctrl-C keeps the old file or gets the new one.
      Path draft = Files.createTempFile(file.getParent(), "progress", ".tmp");
      Files.writeString(draft, text);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new WorkshopException("Cannot write " + file + ".", e);
    }
  }
}

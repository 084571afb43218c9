package example.elasticache.workshop;

import example.elasticache.workshop.exercise.Exercise;
import example.elasticache.workshop.exercise.JavaFiles;
import example.elasticache.workshop.exercise.Project;
import example.elasticache.workshop.exercise.WorkshopException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The learner's own copies, which nothing but the learner ever changes without a backup. */
final class Workbook {
  private final Project project;

  Workbook(Project project) {
    this.project = project;
  }

  /**
   * Copies every starter of the chapter that has no copy yet.
   *
   * <p>All at once: an IDE compiles the chapter's checks together, and each needs its exercise.
   */
  void open(Path module) {
    for (Exercise exercise : project.exercises(module)) {
      for (Path starter : JavaFiles.in(exercise.starter())) {
        Path copy = exercise.work().resolve(starter.getFileName());
        if (!Files.exists(copy)) {
          copy(starter, copy);
        }
      }
    }
  }

  /** Puts the starter back, and returns where the learner's files went. */
  List<Path> reset(Exercise exercise) {
    List<Path> backups = new ArrayList<>();
    for (Path file : JavaFiles.in(exercise.work())) {
      Path backup = freeBackup(file);
      move(file, backup);
      backups.add(backup);
    }
    open(exercise.module());
    return backups;
  }

  /** Fails in plain words unless every file of the exercise is there. */
  void requireFiles(Exercise exercise, String command) {
    for (Path starter : JavaFiles.in(exercise.starter())) {
      Path file = exercise.work().resolve(starter.getFileName());
      if (!Files.exists(file)) {
        throw new WorkshopException(
            project.show(file)
                + " is not there. \""
                + command
                + " start "
                + exercise.chapter()
                + " "
                + exercise.name()
                + "\" brings the starter.");
      }
    }
  }

  /** Returns the files to work on, as the learner would type them. */
  String show(Exercise exercise) {
    return String.join(
        ", ",
        JavaFiles.in(exercise.starter()).stream()
            .map(file -> project.show(exercise.work().resolve(file.getFileName())))
            .toList());
  }

  private static Path freeBackup(Path file) {
    for (int number = 1; ; number++) {
      Path backup =
          file.resolveSibling(file.getFileName() + (number == 1 ? "" : "." + number) + ".bak");
      if (!Files.exists(backup)) {
        return backup;
      }
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(from, to);
    } catch (IOException e) {
      throw new WorkshopException("Cannot write " + to + ".", e);
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new WorkshopException("Cannot move " + from + " away.", e);
    }
  }
}

package example.elasticache.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.DevServices;
import example.elasticache.devservices.ServerException;
import example.elasticache.devservices.Service;
import example.elasticache.workshop.exercise.Project;
import example.elasticache.workshop.verify.FileRules;
import example.elasticache.workshop.verify.Verification;
import example.elasticache.workshop.verify.Verifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Proves every exercise of the project both ways; some of their checks want a real server. */
class ExercisesIT {
  private final Project project = new Project(Path.of("").toAbsolutePath().getParent());

  @TestFactory
  List<DynamicTest> theFilesAreInOrder() {
    return project.modules().stream()
        .map(
            module ->
                DynamicTest.dynamicTest(
                    module.getFileName().toString(),
                    () -> assertThat(FileRules.problems(project, module)).isEmpty()))
        .toList();
  }

  @TestFactory
  List<DynamicTest> theCheckTellsRightFromWrong() {
    List<DynamicTest> tests = new ArrayList<>();
    try (var verifier = new Verifier()) {
      for (Verification done : verifier.verify(project.exercises())) {
        tests.add(
            DynamicTest.dynamicTest(
                done.summary(),
                () -> {
                  assertThat(done.problems()).as(done.summary()).isEmpty();
                  if (haveAll(done.exercise().needs())) {
                    assertThat(done.undecided()).as(done.summary()).isZero();
                  }
                }));
      }
    }
    assertThat(tests).as("the exercises of the project").isNotEmpty();
    return tests;
  }

  /** Returns whether this machine has these servers, and can stop them. */
  private static boolean haveAll(List<String> servers) {
    try {
      for (String server : servers) {
        Service kind = Doctor.service(server);
        try (var services = DevServices.start(kind)) {
          services.pause(kind);
          services.resume(kind);
        }
      }
      return true;
    } catch (ServerException notHere) {
      return false;
    }
  }
}

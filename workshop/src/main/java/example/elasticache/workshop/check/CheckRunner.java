package example.elasticache.workshop.check;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import example.elasticache.workshop.check.Outcome.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs checks with JUnit.
 *
 * <p>It is one launcher session: what a check puts in the session's store, such as a server, serves
 * all checks until the runner is closed.
 */
public final class CheckRunner implements AutoCloseable {
  private final LauncherSession session = LauncherFactory.openSession();

  /** Runs the tests of these classes, in their order. */
  public List<Outcome> run(List<Class<?>> tests, Patience patience) {
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(tests.stream().map(test -> selectClass(test)).toList())
            .configurationParameter(
                "junit.jupiter.execution.timeout.testable.method.default",
                patience.perTest().toMillis() + " ms")
            // Its own thread: only so does a test that never looks up end at all.
            .configurationParameter(
                "junit.jupiter.execution.timeout.thread.mode.default", "SEPARATE_THREAD")
            .configurationParameter(
                "junit.jupiter.testmethod.order.default",
                "org.junit.jupiter.api.MethodOrderer$OrderAnnotation")
            .build();
    CancellationToken end = CancellationToken.create();
    var collector = new Collector(end, patience);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      thread.setContextClassLoader(tests.get(0).getClassLoader());
      session
          .getLauncher()
          .execute(
              LauncherExecutionRequestBuilder.request(request)
                  .listeners(collector)
                  .cancellationToken(end)
                  .build());
    } finally {
      thread.setContextClassLoader(before);
    }
    return collector.outcomes;
  }

  @Override
  public void close() {
    session.close();
  }

  private static final class Collector implements TestExecutionListener {
    private final List<Outcome> outcomes = new ArrayList<>();
    private final CancellationToken end;
    private final Patience patience;

    Collector(CancellationToken end, Patience patience) {
      this.end = end;
      this.patience = patience;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      Throwable failure = result.getThrowable().orElse(null);
      // A class counts only when it failed itself, as when a server did not start.
      if (test.isTest() || failure != null) {
        Status status =
            switch (result.getStatus()) {
              case SUCCESSFUL -> Status.PASSED;
              case FAILED -> Status.FAILED;
              case ABORTED -> Status.LEFT_OUT;
            };
        outcomes.add(new Outcome(Outcome.words(test.getDisplayName()), status, failure));
        // What hung once will hang again, and each time for the whole limit.
        boolean hung = failure instanceof TimeoutException;
        if (status == Status.FAILED && (hung || patience.untilFirstFailure())) {
          end.cancel();
        }
      }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      if (end.isCancellationRequested()) {
        return; // Nobody knows what it would have said.
      }
      outcomes.add(
          new Outcome(
              Outcome.words(test.getDisplayName()),
              Status.LEFT_OUT,
              new IllegalStateException(reason)));
    }
  }
}

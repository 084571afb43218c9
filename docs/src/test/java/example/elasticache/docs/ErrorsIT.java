package example.elasticache.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/** The errors page quotes what real servers and clients say, and nothing else. */
class ErrorsIT {
  private static final Map<String, Provocation> PROVOCATIONS = provocations();
  private static final Map<String, Future<String>> SYMPTOMS = new LinkedHashMap<>();

  private static Map<String, Provocation> provocations() {
    Map<String, Provocation> all = new LinkedHashMap<>();
    all.putAll(ServerErrors.provocations());
    all.putAll(ClusterErrors.provocations());
    all.putAll(AccessErrors.provocations());
    all.putAll(ConnectionErrors.provocations());
    all.putAll(MemcachedErrors.provocations());
    return all;
  }

  /** Most of an error's time is waiting for a server, so several are provoked at once. */
  @BeforeAll
  static void provoke() {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    PROVOCATIONS.forEach((id, error) -> SYMPTOMS.put(id, threads.submit(error::symptom)));
    threads.shutdown();
  }

  @Test
  void everyEntryIsProvokedAndEveryProvocationHasAnEntry() {
    assertThat(PROVOCATIONS.keySet())
        .containsExactlyInAnyOrderElementsOf(ErrorsPage.entries().keySet());
  }

  @TestFactory
  Stream<DynamicTest> anEntryQuotesWhatIsReallySaid() {
    return ErrorsPage.entries().entrySet().stream()
        .map(entry -> dynamicTest(entry.getKey(), () -> check(entry.getKey(), entry.getValue())));
  }

  private static void check(String id, List<String> messages) throws Exception {
    assertThat(messages).as("the messages that the entry %s quotes", id).isNotEmpty();

    String symptom = symptom(id);

    for (String message : messages) {
      assertThat(symptom).containsPattern(ErrorsPage.pattern(message));
    }
  }

  private static String symptom(String id) throws Exception {
    try {
      return SYMPTOMS.get(id).get(2, TimeUnit.MINUTES);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof TestAbortedException notOnThisSystem ? notOnThisSystem : e;
    }
  }
}

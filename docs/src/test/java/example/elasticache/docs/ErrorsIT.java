package example.elasticache.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The errors page quotes what real servers and clients say, and nothing else. */
class ErrorsIT {
  private static final Map<String, Provocation> PROVOCATIONS = provocations();

  private static Map<String, Provocation> provocations() {
    Map<String, Provocation> all = new LinkedHashMap<>();
    all.putAll(ServerErrors.provocations());
    all.putAll(AccessErrors.provocations());
    all.putAll(ConnectionErrors.provocations());
    all.putAll(MemcachedErrors.provocations());
    return all;
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

  private static void check(String id, List<String> messages) {
    assertThat(messages).as("the messages that the entry %s quotes", id).isNotEmpty();

    String symptom = PROVOCATIONS.get(id).symptom();

    for (String message : messages) {
      assertThat(symptom).containsPattern(ErrorsPage.pattern(message));
    }
  }
}

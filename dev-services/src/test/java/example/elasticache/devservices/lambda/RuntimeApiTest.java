package example.elasticache.devservices.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RuntimeApiTest {
  private static final byte[] EVENT = "{\"id\":7}".getBytes(StandardCharsets.UTF_8);

  private final HttpClient runtime = HttpClient.newHttpClient();
  private final RuntimeApi api = RuntimeApi.start();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void theAnswerReachesWhoeverInvoked() throws Exception {
    var answer = api.invoke(EVENT, Duration.ofSeconds(30));

    var event = get("invocation/next");
    var posted = post("invocation/" + id(event) + "/response", "done");

    assertThat(event.body()).isEqualTo("{\"id\":7}");
    assertThat(posted.statusCode()).isEqualTo(202);
    assertThat(answer.get(30, TimeUnit.SECONDS).body()).asString().isEqualTo("done");
    assertThat(answer.join().failed()).isFalse();
  }

  @Test
  void anErrorOfTheFunctionIsAFailedAnswer() throws Exception {
    var answer = api.invoke(EVENT, Duration.ofSeconds(30));

    post("invocation/" + id(get("invocation/next")) + "/error", "{}");

    assertThat(answer.get(30, TimeUnit.SECONDS).failed()).isTrue();
  }

  @Test
  void anInvocationIsAnsweredOnce() throws Exception {
    api.invoke(EVENT, Duration.ofSeconds(30));
    var path = "invocation/" + id(get("invocation/next")) + "/response";

    post(path, "first");

    assertThat(post(path, "second").statusCode()).isEqualTo(404);
  }

  @Test
  void theDeadlineRunsFromTheHandOver() throws Exception {
    api.invoke(EVENT, Duration.ofHours(1));
    long before = System.currentTimeMillis();

    var event = get("invocation/next");

    long deadline = event.headers().firstValueAsLong("Lambda-Runtime-Deadline-Ms").orElseThrow();
    assertThat(deadline).isGreaterThanOrEqualTo(before + 3_600_000);
  }

  @Test
  void aFailedInitialisationIsReported() throws Exception {
    post("init/error", "no handler");

    assertThat(api.initError().get(30, TimeUnit.SECONDS)).asString().isEqualTo("no handler");
  }

  @Test
  void aRuntimeInASnapshotWaitsForTheRestore() throws Exception {
    var waiting = runtime.sendAsync(request("restore/next").build(), BodyHandlers.ofString());
    assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);

    api.restore();

    assertThat(waiting.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }

  @Test
  void closingFailsWhatHasNoAnswer() {
    var answer = api.invoke(EVENT, Duration.ofSeconds(30));

    api.close();

    assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IOException.class);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://" + api.address() + "/2018-06-01/runtime/" + path));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return runtime.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return runtime.send(
        request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private static String id(HttpResponse<String> event) {
    return event.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
  }
}

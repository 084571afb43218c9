package example.elasticache.devservices.s3;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.s3.ScriptedS3.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptedS3Test {

  private static HttpResponse<Void> head(URI uri) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .header("x-amz-request-payer", "requester")
                .build(),
            HttpResponse.BodyHandlers.discarding());
  }

  @Test
  void itAnswersTheNextOnesFirst() throws Exception {
    try (var s3 = ScriptedS3.answering(new Answer(200, Map.of("ETag", "\"1\"")))) {
      s3.answerNext(Answer.of(503), Answer.of(404));

      assertThat(head(s3.uri().resolve("/b/k")).statusCode()).isEqualTo(503);
      assertThat(head(s3.uri().resolve("/b/k")).statusCode()).isEqualTo(404);
      HttpResponse<Void> last = head(s3.uri().resolve("/b/k"));

      assertThat(last.statusCode()).isEqualTo(200);
      assertThat(last.headers().firstValue("etag")).contains("\"1\"");
    }
  }

  @Test
  void itRemembersWhatItWasAsked() throws Exception {
    try (var s3 = ScriptedS3.answering(request -> Answer.of(404))) {
      head(URI.create(s3.uri() + "/b/a%2Fb//c"));

      assertThat(s3.requests()).hasSize(1);
      assertThat(s3.requests().get(0).method()).isEqualTo("HEAD");
      assertThat(s3.requests().get(0).rawPath()).isEqualTo("/b/a%2Fb//c");
      assertThat(s3.requests().get(0).header("X-Amz-Request-Payer")).contains("requester");
    }
  }
}

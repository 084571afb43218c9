package example.elasticache.s3metadata.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationJsonTest {

  private static String notification(String name, String object) {
    return """
        {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1",
        "eventTime":"2026-11-25T12:00:00.000Z","eventName":"%s",
        "s3":{"s3SchemaVersion":"1.0","bucket":{"name":"photos",
        "ownerIdentity":{"principalId":"A3NL1KOZZKExample"},"arn":"arn:aws:s3:::photos"},
        "object":%s}}]}"""
        .formatted(name, object);
  }

  @Test
  void aCreationIsRead() {
    String json =
        notification(
            "ObjectCreated:Put",
            """
            {"key":"my+holiday/%E6%B5%B7%2B1.jpg","size":4,"eTag":"abc","versionId":"v1",
            "sequencer":"0055AED6DCD90281E5"}""");

    assertThat(NotificationJson.read(json))
        .containsExactly(
            new ObjectEvent(
                "ObjectCreated:Put",
                "photos",
                "my holiday/海+1.jpg",
                Optional.of("v1"),
                new Sequencer("0055AED6DCD90281E5")));
  }

  @Test
  void aVersionThatIsNullIsNone() {
    String json =
        notification(
            "ObjectRemoved:Delete", "{\"key\":\"k\",\"versionId\":null,\"sequencer\":\"0A\"}");

    assertThat(NotificationJson.read(json).get(0).version()).isEmpty();
  }

  @Test
  void anEventWithoutASequencerIsRead() {
    assertThat(NotificationJson.read(notification("ObjectTagging:Put", "{\"key\":\"k\"}")))
        .extracting(ObjectEvent::sequencer)
        .containsExactly(Sequencer.NONE);
  }

  @Test
  void severalRecordsAreReadInTheirOrder() {
    String one = notification("ObjectCreated:Put", "{\"key\":\"a\",\"sequencer\":\"01\"}");
    String record = one.substring(one.indexOf('[') + 1, one.lastIndexOf(']'));
    String both =
        "{\"Records\":[" + record + "," + record.replace("\"key\":\"a\"", "\"key\":\"b\"") + "]}";

    assertThat(NotificationJson.read(both)).extracting(ObjectEvent::key).containsExactly("a", "b");
  }

  /** S3 sends it to every new queue; taken for a broken message, it would stay there for ever. */
  @Test
  void theTestMessageOfANewQueueSaysNothing() {
    assertThat(
            NotificationJson.read(
                """
                {"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-11-25T12:00:00.000Z",
                "Bucket":"photos","RequestId":"1","HostId":"2"}"""))
        .isEqualTo(List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"Records\":1}",
        "{\"Records\":[{}]}",
        "{\"Records\":[null]}",
        "not json",
        "{\"Records\":[{\"eventName\":\"x\",\"s3\":{\"bucket\":{\"name\":\"b\"},\"object\":{}}}]}",
        "{\"Records\":[{\"eventName\":\"x\",\"s3\":{\"bucket\":{\"name\":\"b\"},"
            + "\"object\":{\"key\":\"k%\",\"sequencer\":\"1\"}}}]}",
        "{\"Records\":[{\"eventName\":\"x\",\"s3\":{\"bucket\":{\"name\":\"b\"},"
            + "\"object\":{\"key\":\"k\",\"sequencer\":\"xyz\"}}}]}"
      })
  void whateverElseIsRefused(String json) {
    assertThatIllegalArgumentException().isThrownBy(() -> NotificationJson.read(json));
  }

  @Test
  void aRefusalQuotesNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NotificationJson.read("{\"secret-canary"))
        .withNoCause()
        .matches(e -> !e.getMessage().contains("canary"));
  }

  @Test
  void whatIsFarTooLongOrTooDeepIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> NotificationJson.read(deep(16)));
    assertThat(NotificationJson.read(deep(15))).isEmpty();
    String longKey = notification("x", "{\"key\":\"" + "k".repeat(70_000) + "\"}");
    assertThatIllegalArgumentException().isThrownBy(() -> NotificationJson.read(longKey));
  }

  private static String deep(int levels) {
    return "{\"Records\":[],\"more\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
  }
}

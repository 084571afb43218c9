package example.elasticache.s3metadata.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the JSON that S3 puts into a queue. */
public final class NotificationJson {
  /** A notification has at most 64 KB. */
  private static final int LONGEST = 64 * 1024;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxDocumentLength(LONGEST)
                          .build())
                  .build())
          .build();

  // tag::read[]
  /**
   * Returns what the notification says; nothing, if it is the test message of a new queue.
   *
   * @throws IllegalArgumentException if it is no notification of S3
   */
  public static List<ObjectEvent> read(String json) {
    JsonNode message = tree(json);
    if (message.path("Event").asText().equals("s3:TestEvent")) {
      return List.of();
    }
    JsonNode records = message.path("Records");
    if (!records.isArray()) {
      throw new IllegalArgumentException("This is no notification of S3: it has no Records.");
    }
    List<ObjectEvent> events = new ArrayList<>();
    records.forEach(record -> events.add(event(record)));
    return events;
  }

  private static ObjectEvent event(JsonNode record) {
    JsonNode object = record.at("/s3/object");
    return new ObjectEvent(
        required(record.path("eventName")),
        required(record.at("/s3/bucket/name")),
        // Encoded as in a form, where a blank is a plus sign.
        URLDecoder.decode(required(object.path("key")), StandardCharsets.UTF_8),
        Optional.ofNullable(object.path("versionId").textValue()),
        new Sequencer(object.path("sequencer").asText()));
  }

  // end::read[]

  private static JsonNode tree(String json) {
    try {
      JsonNode tree = MAPPER.readTree(json);
      return tree == null ? MAPPER.missingNode() : tree;
    } catch (JsonProcessingException e) {
      // Its message would quote the notification, and with it an object's key.
      throw new IllegalArgumentException("This is no notification of S3: it is no JSON.");
    }
  }

  private static String required(JsonNode text) {
    if (!text.isTextual() || text.textValue().isEmpty()) {
      throw new IllegalArgumentException("This is no notification of S3: a field is missing.");
    }
    return text.textValue();
  }

  private NotificationJson() {}
}

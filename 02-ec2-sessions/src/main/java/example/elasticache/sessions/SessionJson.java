package example.elasticache.sessions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The stored form of what a session holds: one JSON object of texts.
 *
 * <p>Stored bytes are input like any other. They can become texts and nothing else: no class name
 * in them is ever looked up. Threads may share it.
 */
public final class SessionJson {
  /** The most that a session may take. */
  public static final int LARGEST = 16 * 1024;

  /** What a stored session says of itself. */
  public record Content(Optional<String> user, Map<Attribute, String> attributes) {}

  /** The JSON object, field by field; the user is null for nobody. */
  record Fields(String user, Map<String, String> attributes) {}

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(4)
                          .maxStringLength(LARGEST)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .build();
  private static final ObjectReader READER = MAPPER.readerFor(Fields.class);
  private static final ObjectWriter WRITER = MAPPER.writerFor(Fields.class);

  /** Returns the stored form, or throws {@link SessionTooLargeException}. */
  public static String write(Optional<String> user, Map<Attribute, String> attributes) {
    Map<String, String> named = new TreeMap<>();
    attributes.forEach((name, value) -> named.put(name.wireName(), value));
    try {
      String json = WRITER.writeValueAsString(new Fields(user.orElse(null), named));
      int bytes = json.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > LARGEST) {
        throw new SessionTooLargeException(bytes, LARGEST);
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts can always be written as JSON.", e);
    }
  }

  // tag::read[]
  /** Returns what the text says, or nothing if it is not exactly a session. */
  public static Optional<Content> read(String json) {
    if (json.length() > LARGEST) {
      return Optional.empty();
    }
    try {
      Fields fields = READER.readValue(json);
      if (fields == null || fields.attributes == null) {
        return Optional.empty();
      }
      return Optional.of(
          new Content(
              Optional.ofNullable(fields.user).map(Session::checkUser),
              allowed(fields.attributes)));
    } catch (IOException | IllegalArgumentException notASession) {
      return Optional.empty();
    }
  }

  private static Map<Attribute, String> allowed(Map<String, String> stored) {
    Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
    stored.forEach(
        (name, value) -> {
          if (value == null) {
            throw new IllegalArgumentException("A stored attribute has no value.");
          }
          // A newer instance may know more attributes than this one: leave them out.
          Attribute.ofWireName(name).ifPresent(known -> attributes.put(known, value));
        });
    return attributes;
  }

  // end::read[]

  private SessionJson() {}
}

package example.elasticache.cacheaside;

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
import java.util.Arrays;

/**
 * The cached form of a user: one JSON object, or {@code null} for a user who does not exist.
 *
 * <p>What comes back from a cache is input like any other: another program, an older version or a
 * mistake may have written it. Whatever is not exactly a user is {@link CachedUser.Unknown}, so the
 * next reader replaces it. Threads may share it.
 */
public final class UserInfoJson {
  private static final byte[] ABSENT = "null".getBytes(StandardCharsets.US_ASCII);

  /** A user needs about 100 bytes; a longer value is not ours, and not worth parsing. */
  private static final int LONGEST = 4096;

  // tag::mapper[]
  // Building a mapper costs about as much as 90 decodes, so there is one for all.
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxStringLength(LONGEST)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          // A newer program may have added a field: read on without it.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .build();
  private static final ObjectReader READER = MAPPER.readerFor(UserInfo.class);
  private static final ObjectWriter WRITER = MAPPER.writerFor(UserInfo.class);

  // end::mapper[]

  /** Returns the cached form of the user. */
  public static byte[] write(UserInfo user) {
    try {
      return WRITER.writeValueAsBytes(user);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A user can always be written as JSON.", e);
    }
  }

  /** Returns whether the cached form is short enough to be kept; {@link #read} refuses others. */
  public static boolean fits(byte[] json) {
    return json.length <= LONGEST;
  }

  /** Returns the cached form of "there is no such user". */
  public static byte[] writeAbsent() {
    return ABSENT.clone();
  }

  // tag::read[]
  /** Returns what the bytes say about the user with this id; null bytes say nothing. */
  public static CachedUser read(long id, byte[] json) {
    if (json == null || json.length > LONGEST) {
      return new CachedUser.Unknown();
    }
    if (Arrays.equals(json, ABSENT)) {
      return new CachedUser.Absent();
    }
    try {
      UserInfo user = READER.readValue(json);
      // The value names its owner: a mix-up of keys must not show one user to another.
      return user != null && user.id() == id
          ? new CachedUser.Present(user)
          : new CachedUser.Unknown();
    } catch (IOException notAUser) {
      return new CachedUser.Unknown();
    }
  }

  // end::read[]

  private UserInfoJson() {}
}

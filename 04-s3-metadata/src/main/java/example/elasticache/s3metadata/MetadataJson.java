package example.elasticache.s3metadata;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import example.elasticache.s3metadata.CachedMetadata.Present;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The cached form of metadata: one JSON object, with dates in ISO 8601.
 *
 * <p>What comes back from a cache is input like any other. Whatever is not exactly the metadata of
 * the object that was asked for is {@link CachedMetadata.Unknown}. Threads may share it.
 */
public final class MetadataJson {
  /** S3 takes 2 KB of user metadata and 1 KB of key; this leaves room for escapes. */
  private static final int LONGEST = 32 * 1024;

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
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, new IsoInstant()))
          .addModule(new Jdk8Module())
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          // A newer program may have added a field: read on without it.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  // end::mapper[]
  private static final ObjectReader READER = MAPPER.readerFor(Form.class);
  private static final ObjectWriter WRITER = MAPPER.writerFor(Form.class);

  /** Returns the cached form of a copy. */
  public static byte[] write(Present copy) {
    try {
      return WRITER.writeValueAsBytes(Form.of(copy));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Metadata can always be written as JSON.", e);
    }
  }

  /** Returns whether the cached form is short enough to be kept; {@link #read} refuses others. */
  public static boolean fits(byte[] json) {
    return json.length <= LONGEST;
  }

  // tag::read[]
  /** Returns what the bytes, from this offset on, say about the object; null says nothing. */
  public static CachedMetadata read(ObjectId id, byte[] json, int offset) {
    if (json == null || !fits(json)) {
      return new CachedMetadata.Unknown();
    }
    try {
      Form form = READER.readValue(json, offset, json.length - offset);
      // The value names its object: a mix-up of keys must not show one object's data as another's.
      return form != null && form.isOf(id) ? form.copy(id) : new CachedMetadata.Unknown();
    } catch (IOException | RuntimeException notMetadata) {
      return new CachedMetadata.Unknown();
    }
  }

  // end::read[]

  /** The names in the JSON; renaming one of them needs a new version in the key. */
  private record Form(
      String owner,
      String bucket,
      String key,
      Optional<String> of,
      Instant checkedAt,
      Optional<String> version,
      Optional<String> eTag,
      long length,
      Instant modified,
      ObjectMetadata.Content content,
      Map<String, String> user,
      Map<String, String> checksums,
      Optional<String> checksumType,
      ObjectMetadata.Storage storage,
      ObjectMetadata.Encryption encryption,
      ObjectMetadata.Lock lock) {

    static Form of(Present copy) {
      ObjectMetadata m = copy.metadata();
      return new Form(
          m.id().owner(),
          m.id().bucket(),
          m.id().key(),
          m.id().version(),
          copy.checkedAt(),
          m.version(),
          m.eTag(),
          m.contentLength(),
          m.lastModified(),
          m.content(),
          m.userMetadata(),
          m.checksums(),
          m.checksumType(),
          m.storage(),
          m.encryption(),
          m.lock());
    }

    boolean isOf(ObjectId id) {
      return id.key().equals(key)
          && id.bucket().equals(bucket)
          && id.owner().equals(owner)
          && id.version().equals(of);
    }

    Present copy(ObjectId id) {
      return new Present(
          new ObjectMetadata(
              id,
              version,
              eTag,
              length,
              modified,
              Objects.requireNonNull(content),
              orEmpty(user),
              orEmpty(checksums),
              checksumType,
              Objects.requireNonNull(storage),
              Objects.requireNonNull(encryption),
              Objects.requireNonNull(lock)),
          Objects.requireNonNull(checkedAt));
    }

    private static Map<String, String> orEmpty(Map<String, String> map) {
      return map == null ? Map.of() : map;
    }
  }

  private MetadataJson() {}
}

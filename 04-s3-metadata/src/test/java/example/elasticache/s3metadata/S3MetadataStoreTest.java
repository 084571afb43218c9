package example.elasticache.s3metadata;

import static example.elasticache.s3metadata.Examples.SEA;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

class S3MetadataStoreTest {
  /** What speaks of the request and not of the object, or is not for keeping. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "AcceptRanges", // always the same
          "ContentRange", // of a part that was asked for
          "PartsCount", // likewise
          "RequestCharged", // of this one request
          "DeleteMarker", // comes only with 404
          "SSECustomerKeyMD5", // tells something about a customer's key
          "Expires"); // kept as the text it was uploaded as

  private static final HeadObjectResponse PLAIN =
      HeadObjectResponse.builder()
          .contentLength(1L)
          .lastModified(Examples.NOON)
          .metadata(Map.of())
          .build();

  static Stream<SdkField<?>> fields() {
    return PLAIN.sdkFields().stream();
  }

  /** Fails, too, when a new SDK knows a field that nobody has thought about. */
  @ParameterizedTest
  @MethodSource("fields")
  void everyFieldOfTheAnswerIsKeptOrLeftOutOnPurpose(SdkField<?> field) {
    var builder = PLAIN.toBuilder();
    field.set(builder, another(field));

    ObjectMetadata kept = S3MetadataStore.metadata(SEA, builder.build());

    boolean differs = !kept.equals(S3MetadataStore.metadata(SEA, PLAIN));
    assertThat(differs).isEqualTo(!LEFT_OUT.contains(field.memberName()));
  }

  private static Object another(SdkField<?> field) {
    return switch (field.marshallingType().getTargetClass().getSimpleName()) {
      case "String" -> "another";
      case "Long" -> 2L;
      case "Integer" -> 2;
      case "Boolean" -> true;
      case "Instant" -> Instant.EPOCH;
      case "Map" -> Map.of("a", "b");
      default -> throw new AssertionError(field + " is of a type that this test does not know.");
    };
  }

  @Test
  void theQuotationMarksOfAnETagStay() {
    var head = PLAIN.toBuilder().eTag("\"abc-3\"").build();

    assertThat(S3MetadataStore.metadata(SEA, head).eTag()).contains("\"abc-3\"");
  }
}

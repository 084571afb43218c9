package example.elasticache.s3metadata.hardened;

import static example.elasticache.s3metadata.Examples.OWNER;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import example.elasticache.s3metadata.InMemoryMetadataStore;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Settings that make no sense are refused where they are written, and not in the first outage. */
class HardenedObjectsTest {

  private static HardenedObjects.Builder builder(String endpoint, String owner) {
    return HardenedObjects.builder(
        new InMemoryMetadataStore(), URI.create(endpoint), (caller, id) -> true, owner);
  }

  /** Else every notification would be no notification of S3. */
  @Test
  void anOwnerIsAnAccount() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder("redis://127.0.0.1:1", "my-account"))
        .withMessageContaining("12 digits");
  }

  /** Zero would be no deadline at all. */
  @Test
  void aDeadlineIsSomeTime() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder("redis://127.0.0.1:1", OWNER).deadline(Duration.ZERO))
        .withMessageContaining("PT0S");
  }

  @Test
  void s3GetsAtLeastOneRequestAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder("redis://127.0.0.1:1", OWNER).requestsAtOnce(0));
  }

  @Test
  void anEndpointIsNamedInFullAndNotRepeatedInTheMessage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder("redis://user:secret@cache.example", OWNER).build())
        .withMessageContaining("redis://host:port")
        .withMessageNotContaining("secret");
  }
}

package example.elasticache.s3metadata;

import static example.elasticache.s3metadata.Examples.BUCKET;
import static example.elasticache.s3metadata.Examples.OWNER;
import static example.elasticache.s3metadata.Examples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectIdTest {

  @Test
  void aKeyMayHave1024BytesAndNoMore() {
    assertThat(id("é".repeat(512)).key()).hasSize(512);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> id("é".repeat(512) + "x"))
        .withMessageContaining("1025");
    assertThatIllegalArgumentException().isThrownBy(() -> id(""));
  }

  @Test
  void aLoneSurrogateIsNoKey() {
    assertThatIllegalArgumentException().isThrownBy(() -> id("\ud800"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "Photos", "a/b", "-photos", "photos.", "", "b\nb", "x_y"})
  void whatNoBucketIsCalledIsRefused(String bucket) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectId.current(OWNER, bucket, "k"))
        .withMessageContaining("bucket");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1234", "1111222233334", "11112222333a", "*"})
  void whatIsNoAccountIsRefused(String owner) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectId.current(owner, BUCKET, "k"))
        .withMessageContaining("account");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ü", "a\n"})
  void whatIsNoVersionIsRefused(String version) {
    assertThatIllegalArgumentException().isThrownBy(() -> id("k").withVersion(version));
  }

  @Test
  void itsTextForgesNoLineOfALog() {
    assertThat(id("a\r\nERROR b\u2028c\u0085é\u2029\u202egpj.exe"))
        .hasToString("s3://photos/a\\u000d\\u000aERROR b\\u2028c\\u0085é\\u2029\\u202egpj.exe");
    assertThat(id("a").withVersion("v1")).hasToString("s3://photos/a version v1");
  }
}

package example.elasticache.s3metadata;

import static example.elasticache.s3metadata.Examples.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import software.amazon.awssdk.services.s3.S3Client;

@Testcontainers
@EnabledIf(
    value = "example.elasticache.devservices.Docker#answers",
    disabledReason = "Docker does not answer; S3MetadataStoreIT runs the same contract without it")
class S3MockContainerIT implements S3Contract {

  @Container
  private static final GenericContainer<?> SERVER =
      new GenericContainer<>("adobe/s3mock:5.0.0")
          .withExposedPorts(9090)
          .waitingFor(Wait.forHttp("/").forStatusCode(200));

  private static S3Client s3;

  @BeforeAll
  static void connect() {
    s3 =
        LocalBucket.patientClient(
            new InetSocketAddress(SERVER.getHost(), SERVER.getMappedPort(9090)));
    s3.createBucket(b -> b.bucket(Examples.BUCKET));
  }

  @AfterAll
  static void disconnect() {
    s3.close();
  }

  @Override
  public S3Client s3() {
    return s3;
  }

  /** Not for all servers: S3Proxy keeps objects as files, and so takes these for one. */
  @Test
  void aKeyIsNoPath() {
    MetadataStore store = store();
    List<String> keys =
        List.of("a/b", "a//b", "/a/b", "a/b/", "./a/b", "a/./b", "a/c/../b", "a%2Fb");
    for (int i = 0; i < keys.size(); i++) {
      upload(id(keys.get(i)), "x".repeat(i + 1));
    }

    for (int i = 0; i < keys.size(); i++) {
      assertThat(store.find(id(keys.get(i))).orElseThrow().contentLength())
          .as(keys.get(i))
          .isEqualTo(i + 1);
    }
  }
}

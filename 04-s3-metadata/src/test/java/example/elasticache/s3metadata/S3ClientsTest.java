package example.elasticache.s3metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;

class S3ClientsTest {

  /** What they do is seen in S3FaultsIT, which passes with one of them alone on most days. */
  @Test
  void aCallAndAnAttemptHaveALimitAndTogetherAreShorterThanACallerMayWait() {
    try (var s3 = LocalBucket.client(new InetSocketAddress("127.0.0.1", 1))) {
      ClientOverrideConfiguration limits = s3.serviceClientConfiguration().overrideConfiguration();

      Duration call = limits.apiCallTimeout().orElseThrow();
      Duration attempt = limits.apiCallAttemptTimeout().orElseThrow();

      assertThat(call.plus(attempt)).isLessThan(Duration.ofMillis(1_500));
      assertThat(attempt).isLessThan(call);
    }
  }
}

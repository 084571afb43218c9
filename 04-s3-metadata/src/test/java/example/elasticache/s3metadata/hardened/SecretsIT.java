package example.elasticache.s3metadata.hardened;

import static example.elasticache.s3metadata.Examples.OWNER;
import static example.elasticache.s3metadata.Examples.SEA;
import static example.elasticache.s3metadata.Examples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.AclUser;
import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.RedisSetup;
import example.elasticache.devservices.s3.ScriptedS3;
import example.elasticache.devservices.s3.ScriptedS3.Answer;
import example.elasticache.s3metadata.S3Clients;
import example.elasticache.s3metadata.S3MetadataStore;
import example.elasticache.s3metadata.degradation.CacheFault;
import example.elasticache.s3metadata.hardened.Found.Source;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Canaries where secrets are, and a look at every place where one must not come out. */
@Isolated
class SecretsIT {
  private static final Map<String, String> HERE =
      Map.of(
          "Content-Length", "4",
          "ETag", "\"blue\"",
          "Last-Modified", "Wed, 25 Nov 2026 12:00:00 GMT",
          "x-amz-server-side-encryption-customer-algorithm", "AES256",
          "x-amz-server-side-encryption-customer-key-MD5", "CANARY-customer-key");

  private final StringWriter seen = new StringWriter();

  private final Handler ear =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          seen.append(line.getMessage()).append('\n');
          see(line.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private void see(Throwable thrown) {
    if (thrown != null) {
      thrown.printStackTrace(new PrintWriter(seen, true));
    }
  }

  @Test
  void noSecretIsCachedLoggedOrThrown() {
    Logger root = Logger.getLogger("");
    root.addHandler(ear);
    var user = new AclUser("metadata", "CANARY-redis-password", "~* +@all");
    try (RedisServer server = new RedisSetup().users(user).start();
        var s3 = ScriptedS3.answering(new Answer(200, HERE));
        var client =
            S3Clients.create(
                builder ->
                    builder
                        .endpointOverride(s3.uri())
                        .forcePathStyle(true)
                        .region(Region.EU_WEST_1)
                        .credentialsProvider(
                            StaticCredentialsProvider.create(
                                AwsSessionCredentials.create(
                                    "AKIDEXAMPLE", "CANARY-secret-key", "CANARY-session"))))) {
      int port = server.address().getPort();
      URI endpoint = URI.create("redis://metadata:CANARY-redis-password@127.0.0.1:" + port);
      try (var objects =
          HardenedObjects.builder(new S3MetadataStore(client), endpoint, (c, i) -> true, OWNER)
              .build()) {
        await().until(() -> objects.find("ada", SEA).source() == Source.COPY);
        seen.append(server.call("KEYS", "*").toString());
        for (Object key : (List<?>) server.call("KEYS", "*")) {
          seen.append(String.valueOf(server.call("GET", String.valueOf(key)))).append('\n');
        }
        assertThat(seen.toString()).contains("AES256");

        s3.answer(Answer.of(403));
        see(catchThrowable(() -> objects.find("ada", id("refused"))));
        s3.answer(Answer.of(500));
        see(catchThrowable(() -> objects.find("ada", id("failed"))));
        see(catchThrowable(() -> objects.accept("{\"CANARY-notification")));
        server.kill();
        see(catchThrowable(() -> objects.find("ada", id("down"))));
        assertThat(objects.metrics().faults().get(CacheFault.UNREACHABLE)).isPositive();
        seen.append(objects.metrics().toString()).append(client.toString());
      }
      var wrongPassword = URI.create("redis://metadata:CANARY-wrong@127.0.0.1:" + port);
      server.restart();
      try (var objects =
          HardenedObjects.builder(new S3MetadataStore(client), wrongPassword, (c, i) -> true, OWNER)
              .build()) {
        see(catchThrowable(() -> objects.find("ada", SEA)));
      }
    } finally {
      root.removeHandler(ear);
    }

    assertThat(seen.toString())
        .contains("S3 refuses", "S3 does not say", "Cache fault")
        .doesNotContain("CANARY")
        .doesNotContain("X-Amz-Signature");
  }
}

package example.elasticache.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticache.model.InvalidServerlessCacheStateException;
import software.amazon.awssdk.services.elasticache.model.ServerlessCacheAlreadyExistsException;
import software.amazon.awssdk.services.elasticache.model.ServerlessCacheNotFoundException;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** Serverless caches through AWS's own SDK: every action, and every refusal. */
class ServerlessActionsIT {
  private final ManualClock clock = new ManualClock(Instant.now());
  @AutoClose private final ControlPlane plane = Aws.slowPlane(clock);
  @AutoClose private final Aws aws = new Aws(plane);

  @Test
  void aServerlessCacheGoesThroughItsStates() {
    var created =
        aws.elastiCache
            .createServerlessCache(
                r ->
                    r.serverlessCacheName("My-Cache")
                        .engine("valkey")
                        .majorEngineVersion("8")
                        .subnetIds("subnet-a", "subnet-b")
                        .cacheUsageLimits(l -> l.dataStorage(d -> d.maximum(1).unit("GB")))
                        .tags(Tag.builder().key("made-by").value("a test").build()))
            .serverlessCache();
    assertThat(created.status()).isEqualTo("creating");
    assertThat(created.serverlessCacheName()).isEqualTo("my-cache");
    assertThat(created.endpoint()).isNull();
    assertThatThrownBy(
            () -> aws.elastiCache.deleteServerlessCache(r -> r.serverlessCacheName("my-cache")))
        .isInstanceOf(InvalidServerlessCacheStateException.class);
    assertThatThrownBy(
            () ->
                aws.elastiCache.createServerlessCache(
                    r -> r.serverlessCacheName("my-cache").engine("valkey")))
        .isInstanceOf(ServerlessCacheAlreadyExistsException.class);

    clock.turn(Duration.ofMinutes(3));
    var available = aws.awaitServerless("my-cache");
    assertThat(available.endpoint().port()).isNotEqualTo(available.readerEndpoint().port());
    assertThat(available.fullEngineVersion()).isEqualTo("8.2");
    assertThat(aws.elastiCache.listTagsForResource(r -> r.resourceName(available.arn())).tagList())
        .containsExactly(Tag.builder().key("made-by").value("a test").build());

    aws.elastiCache.modifyServerlessCache(
        r -> r.serverlessCacheName("my-cache").description("changed"));
    assertThat(aws.serverless("my-cache").status()).isEqualTo("modifying");
    clock.turn(Duration.ofMinutes(2));
    assertThat(aws.awaitServerless("my-cache").description()).isEqualTo("changed");

    var deleting = aws.elastiCache.deleteServerlessCache(r -> r.serverlessCacheName("my-cache"));
    assertThat(deleting.serverlessCache().status()).isEqualTo("deleting");
    clock.turn(Duration.ofMinutes(1));
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> aws.serverless("my-cache"))
                    .isInstanceOf(ServerlessCacheNotFoundException.class));
    assertThat(aws.elastiCache.describeServerlessCaches(r -> {}).serverlessCaches()).isEmpty();
  }
}

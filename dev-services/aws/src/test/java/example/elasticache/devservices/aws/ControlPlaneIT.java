package example.elasticache.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticache.model.CacheClusterNotFoundException;
import software.amazon.awssdk.services.elasticache.model.ElastiCacheException;
import software.amazon.awssdk.services.elasticache.model.InvalidArnException;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterValueException;
import software.amazon.awssdk.services.elasticache.model.Tag;
import software.amazon.awssdk.services.elasticache.model.TagNotFoundException;

/** What all actions have in common: tags, who may call, and what is not simulated. */
class ControlPlaneIT {
  private final ManualClock clock = new ManualClock(Instant.now());
  @AutoClose private final ControlPlane plane = Aws.slowPlane(clock);
  @AutoClose private final Aws aws = new Aws(plane);

  @Test
  void tagsAreAddedAndRemovedByTheNameOfTheResource() {
    String arn =
        aws.elastiCache
            .createUser(
                r ->
                    r.userId("tagged")
                        .userName("tagged")
                        .engine("valkey")
                        .accessString("on")
                        .noPasswordRequired(true))
            .arn();
    aws.elastiCache.addTagsToResource(
        r -> r.resourceName(arn).tags(Tag.builder().key("a").value("1").build()));
    assertThat(aws.elastiCache.listTagsForResource(r -> r.resourceName(arn)).tagList())
        .containsExactly(Tag.builder().key("a").value("1").build());
    aws.elastiCache.removeTagsFromResource(r -> r.resourceName(arn).tagKeys("a"));
    assertThat(aws.elastiCache.listTagsForResource(r -> r.resourceName(arn)).tagList()).isEmpty();
    assertThatThrownBy(
            () -> aws.elastiCache.removeTagsFromResource(r -> r.resourceName(arn).tagKeys("a")))
        .isInstanceOf(TagNotFoundException.class);
    assertThatThrownBy(() -> aws.elastiCache.listTagsForResource(r -> r.resourceName(arn + "-not")))
        .isInstanceOf(InvalidArnException.class);
  }

  @Test
  void whoIsNotKnownIsRefused() {
    assertThat(aws.sts.getCallerIdentity().account()).isEqualTo(ControlPlane.ACCOUNT);
    refusedFor(
        AwsBasicCredentials.create(ControlPlane.ACCESS_KEY_ID, "a wrong secret"),
        "SignatureDoesNotMatch");
    refusedFor(
        AwsBasicCredentials.create("somebody-else", ControlPlane.SECRET_ACCESS_KEY),
        "InvalidClientTokenId");
    refusedFor(
        AwsSessionCredentials.create(
            ControlPlane.ACCESS_KEY_ID, ControlPlane.SECRET_ACCESS_KEY, "a session"),
        "InvalidClientTokenId");
    clock.turn(Duration.ofMinutes(16));
    refusedFor((AwsBasicCredentials) Aws.KEYS, "RequestExpired");
  }

  private void refusedFor(AwsCredentials keys, String code) {
    try (var stranger = new Aws(plane, keys)) {
      assertThatThrownBy(() -> stranger.elastiCache.describeUsers(r -> {}))
          .isInstanceOfSatisfying(
              AwsServiceException.class,
              e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }
  }

  @Test
  void whatIsNotSimulatedSaysSo() {
    assertThatThrownBy(
            () ->
                aws.elastiCache.copySnapshot(
                    r -> r.sourceSnapshotName("a").targetSnapshotName("b")))
        .isInstanceOfSatisfying(
            ElastiCacheException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAction");
              assertThat(e).hasMessageContaining("does not simulate the action CopySnapshot");
            });
    assertThatThrownBy(() -> aws.elastiCache.describeCacheClusters(r -> r.cacheClusterId("nobody")))
        .isInstanceOf(CacheClusterNotFoundException.class);
    assertThatThrownBy(() -> aws.elastiCache.createUser(r -> r.userId("a").userName("a")))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("The parameter Engine is required");
  }
}

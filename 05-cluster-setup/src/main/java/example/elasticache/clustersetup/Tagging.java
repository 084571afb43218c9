package example.elasticache.clustersetup;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.ElastiCacheException;
import software.amazon.awssdk.services.elasticache.model.InvalidArnException;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** The tag by which a setup knows its own: its name under one key. */
public record Tagging(String setup) {
  private static final String KEY = "elasticache-by-example";

  /** Returns the tags for a resource of ElastiCache. */
  public List<Tag> tags() {
    return List.of(Tag.builder().key(KEY).value(setup).build());
  }

  /** Returns the tags for a role or a policy. */
  public List<software.amazon.awssdk.services.iam.model.Tag> iamTags() {
    return List.of(
        software.amazon.awssdk.services.iam.model.Tag.builder().key(KEY).value(setup).build());
  }

  /** Returns what was found, or nothing if it has gone since. */
  Optional<Step.Found> found(
      ElastiCacheClient aws, String arn, String status, Difference difference) {
    try {
      List<Tag> all = aws.listTagsForResource(r -> r.resourceName(arn)).tagList();
      return Optional.of(new Step.Found(status, difference.all(), all.containsAll(tags())));
    } catch (ElastiCacheException e) {
      if (e instanceof InvalidArnException || e.statusCode() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  boolean marks(List<software.amazon.awssdk.services.iam.model.Tag> tags) {
    return tags.containsAll(iamTags());
  }
}

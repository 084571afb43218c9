package example.elasticache.devservices.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.elasticache.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.elasticache.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.elasticache.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.elasticache.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.elasticache.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.elasticache.model.RemoveTagsFromResourceResponse;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** The tags of every resource, by its ARN. */
final class Tags {
  private static final int MOST = 50;

  private final Map<String, Map<String, String>> tags = new LinkedHashMap<>();
  private final List<Predicate<String>> owners = new ArrayList<>();

  /** Registers who knows whether a resource with an ARN exists. */
  void ownedBy(Predicate<String> owner) {
    owners.add(owner);
  }

  /** Gives a new resource its first tags. */
  void begin(String arn, List<Tag> first) {
    tags.put(arn, new LinkedHashMap<>());
    merge(arn, first);
  }

  private void merge(String arn, List<Tag> added) {
    Map<String, String> all = tags.computeIfAbsent(arn, a -> new LinkedHashMap<>());
    added.forEach(tag -> all.put(tag.key(), tag.value() == null ? "" : tag.value()));
    if (all.size() > MOST) {
      throw Fault.of("TagQuotaPerResourceExceeded", "A resource has at most " + MOST + " tags.");
    }
  }

  @Requires({"ResourceName", "Tags"})
  AddTagsToResourceResponse add(AddTagsToResourceRequest r, Call call) {
    requireResource(r.resourceName());
    merge(r.resourceName(), r.tags());
    return AddTagsToResourceResponse.builder().tagList(list(r.resourceName())).build();
  }

  @Requires({"ResourceName", "TagKeys"})
  RemoveTagsFromResourceResponse remove(RemoveTagsFromResourceRequest r, Call call) {
    requireResource(r.resourceName());
    Map<String, String> all = tags.getOrDefault(r.resourceName(), new LinkedHashMap<>());
    for (String key : r.tagKeys()) {
      if (all.remove(key) == null) {
        throw Fault.notFound("TagNotFound", "There is no tag " + key + ".");
      }
    }
    return RemoveTagsFromResourceResponse.builder().tagList(list(r.resourceName())).build();
  }

  @Requires("ResourceName")
  ListTagsForResourceResponse list(ListTagsForResourceRequest r, Call call) {
    requireResource(r.resourceName());
    return ListTagsForResourceResponse.builder().tagList(list(r.resourceName())).build();
  }

  private void requireResource(String arn) {
    if (owners.stream().noneMatch(owner -> owner.test(arn))) {
      throw Fault.of("InvalidARN", "There is no resource with the ARN " + arn + ".");
    }
  }

  private List<Tag> list(String arn) {
    return tags.getOrDefault(arn, Map.of()).entrySet().stream()
        .map(e -> Tag.builder().key(e.getKey()).value(e.getValue()).build())
        .toList();
  }
}

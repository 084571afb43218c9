package e6;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks up the metadata of all objects of a page. */
public final class PageLookup {

  /** The cache; each call is one round trip. */
  public interface Cache {

    /** Returns what it has of these, in no order; a command takes at most 100 keys. */
    Map<String, String> findAll(List<String> keys);

    /** Keeps all of these. */
    void putAll(Map<String, String> copies);
  }

  /** S3; each call is one request, and is billed. */
  public interface S3 {

    /** Returns the metadata, or nothing if there is no such object any more. */
    Optional<String> head(String key);
  }

  private final Cache cache;
  private final S3 s3;

  public PageLookup(Cache cache, S3 s3) {
    this.cache = cache;
    this.s3 = s3;
  }

  /** Returns the metadata of those that exist, in the order of the page. */
  public Map<String, String> findAll(List<String> keys) {
    List<String> distinct = keys.stream().distinct().toList();
    Map<String, String> known = new HashMap<>();
    for (int start = 0; start < distinct.size(); start += 100) {
      int end = Math.min(start + 100, distinct.size());
      known.putAll(cache.findAll(distinct.subList(start, end)));
    }

    Map<String, String> loaded = new HashMap<>();
    Map<String, String> page = new LinkedHashMap<>();
    for (String key : distinct) {
      if (!known.containsKey(key)) {
        s3.head(key).ifPresent(metadata -> loaded.put(key, metadata));
      }
      String metadata = known.getOrDefault(key, loaded.get(key));
      if (metadata != null) {
        page.put(key, metadata);
      }
    }

    if (!loaded.isEmpty()) {
      cache.putAll(loaded);
    }
    return page;
  }
}

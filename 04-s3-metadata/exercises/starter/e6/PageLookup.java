package e6;

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
    // TODO How many round trips are that for a page of a hundred?
    Map<String, String> page = new LinkedHashMap<>();
    for (String key : keys) {
      Optional<String> copy = Optional.ofNullable(cache.findAll(List.of(key)).get(key));
      if (copy.isEmpty()) {
        copy = s3.head(key);
        copy.ifPresent(metadata -> cache.putAll(Map.of(key, metadata)));
      }
      copy.ifPresent(metadata -> page.put(key, metadata));
    }
    return page;
  }
}

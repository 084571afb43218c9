package example.elasticache.benchmarks.peers;

import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserStore;
import java.io.Serializable;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.Cacheable;

/** A bean whose answers Spring caches; Spring makes a subclass of it, so it is not final. */
@CacheConfig(cacheNames = "users")
public class SpringUsers {

  /** A user that Java can serialise, as the default serialiser wants it. */
  public record Entry(long id, String name, String plan, long version) implements Serializable {

    static Entry of(UserInfo user) {
      return new Entry(user.id(), user.name(), user.plan(), user.version());
    }
  }

  private final UserStore store;

  SpringUsers(UserStore store) {
    this.store = store;
  }

  /** Returns the user; every caller who finds no copy loads it. */
  @Cacheable
  public Entry find(long id) {
    return store.find(id).map(Entry::of).orElse(null);
  }

  /** Returns the user, as {@code sync = true} has it. */
  @Cacheable(sync = true)
  public Entry findSync(long id) {
    return find(id);
  }
}

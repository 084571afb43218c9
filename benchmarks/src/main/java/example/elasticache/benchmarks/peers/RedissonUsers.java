package example.elasticache.benchmarks.peers;

import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserStore;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RBucket;
import org.redisson.api.RLock;
import org.redisson.api.RMapCache;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** Users in Redisson's objects, with its default codec; a lock lets one caller load. */
public final class RedissonUsers implements AutoCloseable {
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private final RedissonClient redisson;
  private final RMapCache<Long, UserInfo> map;
  private final UserStore store;

  /** Connects with Redisson's default settings. */
  public RedissonUsers(URI redis, UserStore store) {
    var config = new Config();
    config.useSingleServer().setAddress("redis://" + redis.getHost() + ":" + redis.getPort());
    this.redisson = Redisson.create(config);
    this.map = redisson.getMapCache("redisson_users");
    this.store = store;
  }

  /** Returns the user from a bucket; on a miss, the caller who gets the lock loads. */
  public Optional<UserInfo> find(long id) {
    RBucket<UserInfo> bucket = redisson.getBucket("redisson_user:" + id);
    UserInfo copy = bucket.get();
    if (copy != null) {
      return Optional.of(copy);
    }
    RLock lock = redisson.getLock("redisson_lock:" + id);
    lock.lock();
    try {
      // Whoever waited for the lock finds what its owner has brought.
      copy = bucket.get();
      return copy != null ? Optional.of(copy) : load(id, bucket);
    } finally {
      lock.unlock();
    }
  }

  private Optional<UserInfo> load(long id, RBucket<UserInfo> bucket) {
    Optional<UserInfo> loaded = store.find(id);
    loaded.ifPresent(user -> bucket.set(user, AN_HOUR));
    return loaded;
  }

  /** Returns the user from a map whose entries expire one by one, or null. */
  public UserInfo findInMap(long id) {
    return map.get(id);
  }

  /** Puts a user into that map. */
  public void putInMap(UserInfo user) {
    map.put(user.id(), user, AN_HOUR.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    redisson.shutdown(0, 2, TimeUnit.SECONDS);
  }
}

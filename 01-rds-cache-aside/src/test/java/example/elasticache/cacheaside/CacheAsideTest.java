package example.elasticache.cacheaside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CacheAsideTest {
  private static final User ADA = new User(1, "Ada Lovelace", "ada@example.com", "free");

  private final InMemoryUserStore store = new InMemoryUserStore();
  private final InMemoryUserCache cache = new InMemoryUserCache();
  private final Users users = new CacheAside(store, cache);

  @Test
  void firstReadIsServedFromTheStore() {
    store.save(ADA);

    assertThat(users.find(1)).map(UserInfo::name).contains("Ada Lovelace");

    assertThat(users.stats()).isEqualTo(new CacheStats(0, 1));
  }

  // tag::second-read[]
  @Test
  void secondReadIsServedFromTheCache() {
    store.save(ADA);
    users.find(1);
    store.rows.clear(); // only the cache can answer now

    assertThat(users.find(1)).map(UserInfo::name).contains("Ada Lovelace");

    assertThat(users.stats()).isEqualTo(new CacheStats(1, 1));
  }

  // end::second-read[]

  @Test
  void anExpiredCopyIsReadAgain() {
    store.save(ADA);
    users.find(1);
    store.save(new User(1, "Ada King", "ada@example.com", "free")); // behind the cache's back

    cache.turnClock(Duration.ofHours(1));

    assertThat(users.find(1)).map(UserInfo::name).contains("Ada King");
  }

  @Test
  void aWriteIsSeenByTheNextRead() {
    users.save(ADA);
    users.find(1);

    users.save(new User(1, "Ada King", "ada@example.com", "pro"));

    assertThat(users.find(1)).contains(new UserInfo(1, "Ada King", "pro", 2));
  }

  @Test
  void aDeletedUserIsGoneAtOnce() {
    users.save(ADA);
    users.find(1);

    users.delete(1);

    assertThat(users.find(1)).isEmpty();
  }

  @Test
  void aMissingUserAsksTheStoreEachTime() {
    users.find(404);
    users.find(404);

    assertThat(store.reads).hasValue(2);
  }

  @Test
  void aFailedWriteLeavesTheCopy() {
    store.save(ADA);
    UserStore full =
        new UserStore() {
          @Override
          public Optional<UserInfo> find(long id) {
            return store.find(id);
          }

          @Override
          public long save(User user) {
            throw new StoreException("The database could not save.", new SQLException("disk full"));
          }

          @Override
          public boolean delete(long id) {
            return store.delete(id);
          }
        };
    var onFullStore = new CacheAside(full, cache);
    onFullStore.find(1);

    assertThatThrownBy(() -> onFullStore.save(ADA)).isInstanceOf(StoreException.class);

    assertThat(cache.find(1)).isInstanceOf(CachedUser.Present.class);
  }

  @Test
  void anIdThatNoUserCanHaveIsRefusedBeforeAnythingIsAsked() {
    for (long id : new long[] {0, -1, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> users.find(id))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1 or greater")
          .hasMessageContaining(Long.toString(id));
      assertThatThrownBy(() -> users.delete(id)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(store.reads).hasValue(0);
    assertThat(users.stats()).isEqualTo(new CacheStats(0, 0));
  }
}

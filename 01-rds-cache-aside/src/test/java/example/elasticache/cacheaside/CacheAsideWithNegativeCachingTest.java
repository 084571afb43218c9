package example.elasticache.cacheaside;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CacheAsideWithNegativeCachingTest {
  private static final User ADA = new User(1, "Ada Lovelace", "ada@example.com", "free");

  private final InMemoryUserStore store = new InMemoryUserStore();
  private final InMemoryUserCache cache = new InMemoryUserCache();
  private final Users users = new CacheAsideWithNegativeCaching(store, cache);

  @Test
  void secondReadIsServedFromTheCache() {
    store.save(ADA);
    users.find(1);
    store.rows.clear(); // only the cache can answer now

    assertThat(users.find(1)).map(UserInfo::name).contains("Ada Lovelace");

    assertThat(users.stats()).isEqualTo(new CacheStats(1, 1));
  }

  @Test
  void tenThousandReadsOfAMissingUserAskTheStoreOnce() {
    for (int i = 0; i < 10_000; i++) {
      assertThat(users.find(404)).isEmpty();
    }

    assertThat(store.reads).hasValue(1);
    assertThat(users.stats()).isEqualTo(new CacheStats(9_999, 1));
  }

  @Test
  void anInsertedUserIsVisibleAtOnce() {
    users.find(1);

    users.save(ADA);

    assertThat(users.find(1)).map(UserInfo::name).contains("Ada Lovelace");
  }

  @Test
  void anAbsenceIsForgottenAfterHalfAMinute() {
    users.find(1);
    store.save(ADA); // by another program, which knows of no cache

    cache.turnClock(Duration.ofSeconds(29));
    assertThat(users.find(1)).isEmpty();
    cache.turnClock(Duration.ofSeconds(1));

    assertThat(users.find(1)).map(UserInfo::name).contains("Ada Lovelace");
  }

  @Test
  void aDeletedUserIsGoneAtOnce() {
    users.save(ADA);
    users.find(1);

    users.delete(1);

    assertThat(users.find(1)).isEmpty();
  }
}

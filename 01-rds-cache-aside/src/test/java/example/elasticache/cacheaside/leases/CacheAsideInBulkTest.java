package example.elasticache.cacheaside.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.cacheaside.CacheStats;
import example.elasticache.cacheaside.InMemoryUserStore;
import example.elasticache.cacheaside.StoreException;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CacheAsideInBulkTest {
  private final InMemoryUserStore rows = new InMemoryUserStore();
  private final List<List<Long>> asked = new ArrayList<>();
  private Runnable afterNextRead = () -> {};
  private final UserStore store =
      new UserStore() {
        @Override
        public Map<Long, UserInfo> findAll(Collection<Long> ids) {
          asked.add(ids.stream().sorted().toList());
          Map<Long, UserInfo> found = rows.findAll(ids);
          afterNextRead.run();
          return found;
        }

        @Override
        public Optional<UserInfo> find(long id) {
          throw new AssertionError("one by one");
        }

        @Override
        public long save(User user) {
          return rows.save(user);
        }

        @Override
        public boolean delete(long id) {
          return rows.delete(id);
        }
      };
  private final InMemoryLeasedUserCache cache = new InMemoryLeasedUserCache(CacheTimes.defaults());
  private final CacheAsideInBulk users = new CacheAsideInBulk(store, cache);

  @BeforeEach
  void threeUsers() {
    for (long id = 1; id <= 3; id++) {
      rows.save(new User(id, "User " + id, "u@example.com", "free"));
    }
  }

  @Test
  void theStoreIsAskedOnceAndOnlyForWhatIsMissing() {
    users.findAll(List.of(1L, 2L));

    assertThat(users.findAll(List.of(1L, 2L, 3L, 4L))).containsOnlyKeys(1L, 2L, 3L);
    assertThat(users.findAll(List.of(1L, 2L, 3L, 4L))).containsOnlyKeys(1L, 2L, 3L);

    assertThat(asked).containsExactly(List.of(1L, 2L), List.of(3L, 4L));
    assertThat(users.stats()).isEqualTo(new CacheStats(6, 4));
  }

  @Test
  void ofNobodyNothingIsAsked() {
    assertThat(users.findAll(List.of())).isEmpty();
    assertThat(asked).isEmpty();
  }

  /** Fails when a list is filled without leases. */
  @Test
  void aListOvertakenByAWriterLeavesNoOldCopy() {
    afterNextRead = () -> cache.evict(2);

    users.findAll(List.of(1L, 2L));

    assertThat(cache.look(1)).isInstanceOf(Slot.Present.class);
    assertThat(cache.look(2)).isEqualTo(new Slot.Empty());
  }

  @Test
  void whatSomebodyElseLoadsIsReadAndNotKept() {
    cache.open(1);

    assertThat(users.findAll(List.of(1L, 2L))).containsOnlyKeys(1L, 2L);

    assertThat(cache.look(1)).isEqualTo(new Slot.Taken());
  }

  @Test
  void aClosedSlotIsReadPastWithoutOpeningIt() {
    var closing =
        new InMemoryLeasedUserCache(
            CacheTimes.defaults().withHoldOff(java.time.Duration.ofSeconds(5)));
    closing.evict(1);

    assertThat(new CacheAsideInBulk(store, closing).findAll(List.of(1L))).containsOnlyKeys(1L);

    assertThat(closing.look(1)).isEqualTo(new Slot.Closed());
  }

  @Test
  void aFailedLoadGivesAllLeasesBack() {
    afterNextRead =
        () -> {
          throw new StoreException("down", null);
        };
    assertThatThrownBy(() -> users.findAll(List.of(1L, 2L))).isInstanceOf(StoreException.class);

    assertThat(cache.look(1)).isEqualTo(new Slot.Empty());
    assertThat(cache.look(2)).isEqualTo(new Slot.Empty());
  }

  @Test
  void anIdThatNoUserCanHaveIsRefusedBeforeAnythingIsAsked() {
    assertThatThrownBy(() -> users.findAll(List.of(1L, 0L)))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(asked).isEmpty();
  }
}

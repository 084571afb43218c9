package example.elasticache.cacheaside.near;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.leases.CacheTimes;
import example.elasticache.cacheaside.leases.InMemoryLeasedUserCache;
import example.elasticache.cacheaside.leases.Lease;
import example.elasticache.cacheaside.leases.LeasedUserCache;
import example.elasticache.cacheaside.leases.Slot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NearUserCacheTest {
  private static final UserInfo FREE = new UserInfo(1, "Ada Lovelace", "free", 1);
  private static final UserInfo PRO = new UserInfo(1, "Ada Lovelace", "pro", 2);

  private final InMemoryLeasedUserCache server = new InMemoryLeasedUserCache(CacheTimes.defaults());
  private final Interruptible far = new Interruptible(server);
  private final NearUserCache near = new NearUserCache(far, 100, Duration.ofMinutes(1));

  @BeforeEach
  void fill() {
    put(FREE);
    near.begin();
  }

  private void put(UserInfo user) {
    server.evict(1);
    Lease lease = ((Slot.Granted) server.open(1)).lease();
    server.fill(1, lease, Optional.of(user));
  }

  @Test
  void theSecondReadAsksNobody() {
    assertThat(near.look(1)).isEqualTo(new Slot.Present(FREE));
    assertThat(near.look(1)).isEqualTo(new Slot.Present(FREE));

    assertThat(near.isCoherent()).isTrue();
    assertThat(far.looks).isEqualTo(1);
    assertThat(near.hits()).isEqualTo(1);
  }

  @Test
  void anInvalidationDropsTheCopy() {
    near.look(1);
    put(PRO);

    near.invalidate(1);

    assertThat(near.look(1)).isEqualTo(new Slot.Present(PRO));
  }

  /** Fails when {@code look} puts the copy without looking for its ticket. */
  @Test
  void aCopyThatWasOvertakenByItsInvalidationIsNotKept() {
    far.afterNextLook =
        () -> {
          put(PRO);
          near.invalidate(1);
        };

    assertThat(near.look(1)).isEqualTo(new Slot.Present(FREE));

    assertThat(near.look(1)).isEqualTo(new Slot.Present(PRO));
  }

  @Test
  void inBulkACopyThatWasOvertakenIsNotKeptEither() {
    far.afterNextLook =
        () -> {
          put(PRO);
          near.invalidate(1);
        };

    near.lookAll(List.of(1L));

    assertThat(near.lookAll(List.of(1L, 2L)))
        .isEqualTo(Map.of(1L, new Slot.Present(PRO), 2L, new Slot.Empty()));
    assertThat(near.lookAll(List.of(1L))).isEqualTo(Map.of(1L, new Slot.Present(PRO)));
    assertThat(near.hits()).isEqualTo(1);
  }

  @Test
  void whileNothingIsToldNothingIsKept() {
    near.look(1);

    near.lost();
    put(PRO);

    assertThat(near.look(1)).isEqualTo(new Slot.Present(PRO));
    near.look(1);
    assertThat(near.hits()).isZero();
    assertThat(near.isCoherent()).isFalse();
  }

  /** Fails when {@code begin} keeps what was put before: then the read across the gap is stale. */
  @Test
  void aReadAcrossALostConnectionLeavesNoCopy() {
    far.afterNextLook =
        () -> {
          near.lost();
          put(PRO); // nobody tells us
          near.begin();
        };

    near.look(1);

    assertThat(near.look(1)).isEqualTo(new Slot.Present(PRO));
  }

  @Test
  void afterAFlushNothingIsLeft() {
    near.look(1);
    server.evict(1);

    near.invalidateAll();

    assertThat(near.look(1)).isEqualTo(new Slot.Empty());
  }

  /** Fails when {@code evict} drops the near copy first only, or not at all. */
  @Test
  void whoWroteDoesNotReadTheOldCopyAgain() {
    near.look(1);

    near.evict(1);

    assertThat(near.look(1)).isEqualTo(new Slot.Empty());
  }

  @Test
  void absencesAndLeasesAreNotKept() {
    server.evict(1);
    near.look(1);
    server.open(1);
    assertThat(near.look(1)).isEqualTo(new Slot.Taken());
    put(FREE);

    assertThat(near.look(1)).isEqualTo(new Slot.Present(FREE));
  }

  /** Lets a test do something between the far look and its return. */
  private static final class Interruptible implements LeasedUserCache {
    private final LeasedUserCache cache;
    private Runnable afterNextLook = () -> {};
    private int looks;

    Interruptible(LeasedUserCache cache) {
      this.cache = cache;
    }

    @Override
    public Slot look(long id) {
      looks++;
      Slot slot = cache.look(id);
      Runnable then = afterNextLook;
      afterNextLook = () -> {};
      then.run();
      return slot;
    }

    @Override
    public Slot open(long id) {
      return cache.open(id);
    }

    @Override
    public boolean fill(long id, Lease lease, Optional<UserInfo> loaded) {
      return cache.fill(id, lease, loaded);
    }

    @Override
    public void release(long id, Lease lease) {
      cache.release(id, lease);
    }

    @Override
    public void evict(long id) {
      cache.evict(id);
    }
  }
}

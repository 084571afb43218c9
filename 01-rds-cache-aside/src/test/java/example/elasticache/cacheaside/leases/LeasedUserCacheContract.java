package example.elasticache.cacheaside.leases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.cacheaside.Expiry;
import example.elasticache.cacheaside.UserInfo;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link LeasedUserCache} does, the fake and the real ones alike. */
public interface LeasedUserCacheContract {
  UserInfo ADA = new UserInfo(1, "Ada Lovelace", "free", 3);
  CacheTimes TIMES = CacheTimes.defaults();

  /** Returns an empty cache with these times. */
  LeasedUserCache cache(CacheTimes times);

  /** Puts anything at all into the slot of user 1. */
  void plant(LeasedUserCache cache, byte[] bytes);

  /** Lets this time pass, by turning a clock or by waiting. */
  void letPass(LeasedUserCache cache, Duration time) throws InterruptedException;

  /** The shortest time that this cache keeps; a copy's shortest life is a second. */
  default Duration unit() {
    return Duration.ofSeconds(1);
  }

  static Lease lease(Slot slot) {
    return ((Slot.Granted) slot).lease();
  }

  @Test
  default void lookingTakesNothing() {
    LeasedUserCache cache = cache(TIMES);

    assertThat(cache.look(1)).isEqualTo(new Slot.Empty());
    assertThat(cache.look(1)).isEqualTo(new Slot.Empty());
  }

  @Test
  default void onlyTheFirstGetsTheLease() {
    LeasedUserCache cache = cache(TIMES);

    assertThat(cache.open(1)).isInstanceOf(Slot.Granted.class);
    assertThat(cache.open(1)).isEqualTo(new Slot.Taken());
    assertThat(cache.look(1)).isEqualTo(new Slot.Taken());
    assertThat(cache.open(2)).isInstanceOf(Slot.Granted.class);
  }

  @Test
  default void theOwnerFillsTheSlot() {
    LeasedUserCache cache = cache(TIMES);

    assertThat(cache.fill(1, lease(cache.open(1)), Optional.of(ADA))).isTrue();
    assertThat(cache.fill(2, lease(cache.open(2)), Optional.empty())).isTrue();

    assertThat(cache.look(1)).isEqualTo(new Slot.Present(ADA));
    assertThat(cache.open(1)).isEqualTo(new Slot.Present(ADA));
    assertThat(cache.look(2)).isEqualTo(new Slot.Absent());
    assertThat(cache.open(2)).isEqualTo(new Slot.Absent());
  }

  @Test
  default void aFillAfterAnEvictionIsRefused() {
    LeasedUserCache cache = cache(TIMES);
    Lease old = lease(cache.open(1));

    cache.evict(1);

    assertThat(cache.fill(1, old, Optional.of(ADA))).isFalse();
    assertThat(cache.look(1)).isEqualTo(new Slot.Empty());
  }

  @Test
  default void aFillWithAnotherOnesLeaseIsRefused() {
    LeasedUserCache cache = cache(TIMES);
    Lease old = lease(cache.open(1));
    cache.evict(1);
    Lease current = lease(cache.open(1));

    assertThat(cache.fill(1, old, Optional.of(ADA))).isFalse();
    assertThat(cache.look(1)).isEqualTo(new Slot.Taken());
    assertThat(cache.fill(1, current, Optional.empty())).isTrue();
    assertThat(cache.fill(1, old, Optional.of(ADA))).isFalse();
    assertThat(cache.look(1)).isEqualTo(new Slot.Absent());
  }

  @Test
  default void aReleasedLeaseIsFreeForTheNext() {
    LeasedUserCache cache = cache(TIMES);
    Lease first = lease(cache.open(1));

    cache.release(1, first);

    assertThat(cache.open(1)).isInstanceOf(Slot.Granted.class);
  }

  @Test
  default void onlyTheOwnerReleases() {
    LeasedUserCache cache = cache(TIMES);
    Lease first = lease(cache.open(1));
    cache.evict(1);
    cache.open(1);

    cache.release(1, first);

    assertThat(cache.look(1)).isEqualTo(new Slot.Taken());
  }

  @Test
  default void evictingForgetsUsersAndAbsences() {
    LeasedUserCache cache = cache(TIMES);
    cache.fill(1, lease(cache.open(1)), Optional.of(ADA));
    cache.fill(2, lease(cache.open(2)), Optional.empty());

    cache.evict(1);
    cache.evict(2);
    cache.evict(3);

    assertThat(cache.look(1)).isEqualTo(new Slot.Empty());
    assertThat(cache.look(2)).isEqualTo(new Slot.Empty());
  }

  @Test
  default void leasesHoldOffsAbsencesAndUsersEndEachInTheirTime() throws InterruptedException {
    Duration unit = unit();
    LeasedUserCache cache =
        cache(
            new CacheTimes(
                Expiry.after(unit.multipliedBy(4)),
                Expiry.after(unit.multipliedBy(2)),
                unit,
                unit));
    cache.evict(4);
    cache.fill(1, lease(cache.open(1)), Optional.of(ADA));
    cache.fill(2, lease(cache.open(2)), Optional.empty());
    Lease third = lease(cache.open(3));

    letPass(cache, unit.multipliedBy(12).dividedBy(10));
    assertThat(cache.look(3)).isEqualTo(new Slot.Empty());
    assertThat(cache.look(1)).isEqualTo(new Slot.Present(ADA));
    assertThat(cache.fill(3, third, Optional.empty())).isFalse();
    assertThat(cache.open(4)).isInstanceOf(Slot.Granted.class);
    letPass(cache, unit.multipliedBy(12).dividedBy(10));
    assertThat(cache.look(2)).isEqualTo(new Slot.Empty());
    letPass(cache, unit.multipliedBy(2));

    assertThat(cache.look(1)).isEqualTo(new Slot.Empty());
  }

  /** The row of the old version comes after the new one, as from a replica that lags. */
  @Test
  default void duringTheHoldOffNothingCanBeFilled() {
    LeasedUserCache cache = cache(TIMES.withHoldOff(Duration.ofSeconds(5)));
    Lease before = lease(cache.open(1));

    cache.evict(1);

    assertThat(cache.look(1)).isEqualTo(new Slot.Closed());
    assertThat(cache.open(1)).isEqualTo(new Slot.Closed());
    assertThat(cache.fill(1, before, Optional.of(ADA))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rubbish",
        "lease:",
        "{\"id\":1}",
        "{\"id\":2,\"name\":\"Grace\",\"plan\":\"free\",\"version\":1}"
      })
  default void whatIsNoUserIsReplaced(String planted) {
    LeasedUserCache cache = cache(TIMES);
    plant(cache, planted.getBytes(UTF_8));

    assertThat(cache.look(1)).isEqualTo(new Slot.Empty());
    assertThat(cache.fill(1, lease(cache.open(1)), Optional.of(ADA))).isTrue();

    assertThat(cache.look(1)).isEqualTo(new Slot.Present(ADA));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "O'Brien \"x\"\r\n\0", "日本語の名前", "👩‍💻", "null", "lease:x", "held"})
  default void everyNameIsFilledAndFoundAsItWas(String name) {
    LeasedUserCache cache = cache(TIMES);
    var user = new UserInfo(7, name, "pro", Long.MAX_VALUE);

    cache.fill(7, lease(cache.open(7)), Optional.of(user));

    assertThat(cache.look(7)).isEqualTo(new Slot.Present(user));
  }

  @Test
  default void manySlotsAreLookedAtOpenedAndFilledAtOnce() {
    LeasedUserCache cache = cache(TIMES);
    List<Long> ids = LongStream.rangeClosed(1, 300).boxed().toList();
    cache.fill(2, lease(cache.open(2)), Optional.empty());
    cache.open(3);
    plant(cache, "rubbish".getBytes(UTF_8)); // into slot 1

    Map<Long, Slot> looked = cache.lookAll(ids);
    Map<Long, Slot> opened = cache.openAll(ids);

    assertThat(looked).hasSize(300).containsEntry(1L, new Slot.Empty());
    assertThat(looked).containsEntry(2L, new Slot.Absent()).containsEntry(3L, new Slot.Taken());
    assertThat(opened).hasSize(300).containsEntry(2L, new Slot.Absent());
    assertThat(opened).containsEntry(3L, new Slot.Taken());
    Map<Long, Lease> leases = new HashMap<>();
    opened.forEach(
        (id, slot) -> {
          if (slot instanceof Slot.Granted granted) {
            leases.put(id, granted.lease());
          }
        });
    assertThat(leases).hasSize(298).containsKey(1L);
    cache.evict(4); // a writer comes between: its slot must stay empty

    cache.fillAll(leases, Map.of(1L, ADA, 4L, user(4), 5L, user(5)));

    assertThat(cache.lookAll(List.of(1L, 4L, 5L, 6L)))
        .isEqualTo(
            Map.of(
                1L, new Slot.Present(ADA),
                4L, new Slot.Empty(),
                5L, new Slot.Present(user(5)),
                6L, new Slot.Absent()));
  }

  @Test
  default void ofNoSlotsNothingIsKnown() {
    LeasedUserCache cache = cache(TIMES);

    assertThat(cache.lookAll(List.of())).isEmpty();
    assertThat(cache.openAll(List.of())).isEmpty();
    cache.fillAll(Map.of(), Map.of());
  }

  private static UserInfo user(long id) {
    return new UserInfo(id, "Grace Hopper", "free", 1);
  }
}

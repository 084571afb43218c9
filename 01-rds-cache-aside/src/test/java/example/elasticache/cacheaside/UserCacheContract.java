package example.elasticache.cacheaside;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link UserCache} does, the fake and the real ones alike. */
public interface UserCacheContract {
  Expiry THREE_SECONDS = Expiry.after(Duration.ofSeconds(3));
  Expiry ONE_SECOND = Expiry.after(Duration.ofSeconds(1));
  UserInfo ADA = new UserInfo(1, "Ada Lovelace", "free", 3);

  /** Returns an empty cache with these times to live. */
  UserCache cache(Expiry whenPresent, Expiry whenAbsent);

  /** Lets this time pass, by turning a clock or by waiting. */
  void letPass(Duration time) throws InterruptedException;

  default UserCache cache() {
    return cache(Expiry.after(Duration.ofHours(1)), Expiry.after(Duration.ofSeconds(30)));
  }

  @Test
  default void anEmptyCacheKnowsNothing() {
    assertThat(cache().find(1)).isEqualTo(new CachedUser.Unknown());
  }

  @Test
  default void whatWasPutIsFound() {
    UserCache cache = cache();

    cache.put(ADA);

    assertThat(cache.find(1)).isEqualTo(new CachedUser.Present(ADA));
    assertThat(cache.find(2)).isEqualTo(new CachedUser.Unknown());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "O'Brien \"x\"\r\n\0", "日本語の名前", "👩‍💻", "null", "{\"id\":2}"})
  default void everyNameComesBackAsItWas(String name) {
    UserCache cache = cache();
    var user = new UserInfo(7, name, "pro", Long.MAX_VALUE);

    cache.put(user);

    assertThat(cache.find(7)).isEqualTo(new CachedUser.Present(user));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2_147_483_648L, Long.MAX_VALUE})
  default void everyIdHasAPlaceOfItsOwn(long id) {
    UserCache cache = cache();

    cache.put(new UserInfo(id, "Ada", "free", 1));

    assertThat(cache.find(id)).isInstanceOf(CachedUser.Present.class);
    assertThat(cache.find(id - 1)).isEqualTo(new CachedUser.Unknown());
  }

  @Test
  default void anAbsenceIsRemembered() {
    UserCache cache = cache();

    cache.putAbsent(1);

    assertThat(cache.find(1)).isEqualTo(new CachedUser.Absent());
  }

  @Test
  default void theLastWriterWins() {
    UserCache cache = cache();

    cache.putAbsent(1);
    cache.put(ADA);

    assertThat(cache.find(1)).isEqualTo(new CachedUser.Present(ADA));
  }

  @Test
  default void whatWasEvictedIsUnknown() {
    UserCache cache = cache();
    cache.put(ADA);
    cache.putAbsent(2);

    cache.evict(1);
    cache.evict(2);
    cache.evict(3);

    assertThat(cache.find(1)).isEqualTo(new CachedUser.Unknown());
    assertThat(cache.find(2)).isEqualTo(new CachedUser.Unknown());
  }

  @Test
  default void absencesAndUsersExpireEachInTheirTime() throws InterruptedException {
    UserCache cache = cache(THREE_SECONDS, ONE_SECOND);
    cache.put(ADA);
    cache.putAbsent(2);

    letPass(Duration.ofMillis(1_100));
    CachedUser adaAfterOne = cache.find(1);
    CachedUser absentAfterOne = cache.find(2);
    letPass(Duration.ofMillis(2_000));

    assertThat(absentAfterOne).isEqualTo(new CachedUser.Unknown());
    assertThat(adaAfterOne).isEqualTo(new CachedUser.Present(ADA));
    assertThat(cache.find(1)).isEqualTo(new CachedUser.Unknown());
  }
}

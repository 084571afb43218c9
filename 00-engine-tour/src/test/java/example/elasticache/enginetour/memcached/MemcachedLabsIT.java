package example.elasticache.enginetour.memcached;

import static example.elasticache.devservices.Service.MEMCACHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.devservices.DevServices;
import example.elasticache.enginetour.Clients;
import example.elasticache.enginetour.SharedRedis;
import java.util.List;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.impl.KetamaMemcachedSessionLocator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

@ExtendWith(SharedRedis.class)
class MemcachedLabsIT {
  private static DevServices services;
  private static MemcachedClient memcached;

  @BeforeAll
  static void connect() {
    services = DevServices.start(MEMCACHED);
    memcached =
        Clients.memcached(new KetamaMemcachedSessionLocator(), List.of(services.memcached()));
  }

  @AfterAll
  static void disconnect() throws Exception {
    memcached.shutdown();
    services.close();
  }

  @Test
  void aUrlIsNoKeyAndItsHashIs() throws Exception {
    var lab = new PageCache(memcached);
    lab.forget(PageCache.LONG_URL);

    assertThatThrownBy(() -> lab.pageByUrl(PageCache.LONG_URL))
        .isInstanceOf(IllegalArgumentException.class);
    String page = lab.pageByHash(PageCache.LONG_URL);

    assertThat(lab.pageByHash(PageCache.LONG_URL)).isEqualTo(page);
    assertThat(lab.renderings()).isEqualTo(1);
  }

  @Test
  void theSqlTextAloneShowsOneUserTheRowsOfAnother() throws Exception {
    var lab = new QueryCache(memcached);
    lab.clear();

    lab.byText("ada");
    assertThat(lab.byText("zoe")).isEqualTo("orders of ada");

    lab.byTextAndParameters("ada");
    assertThat(lab.byTextAndParameters("zoe")).isEqualTo("orders of zoe");
    assertThat(lab.byTextAndParameters("ada")).isEqualTo("orders of ada");
  }

  @Test
  void parametersThatAreCutDifferentlyHaveDifferentKeys() {
    assertThat(QueryCache.key("q", List.of("ab", "c")))
        .isNotEqualTo(QueryCache.key("q", List.of("a", "bc")))
        .isNotEqualTo(QueryCache.key("q", List.of("ab\n1:c")));
  }

  @Test
  void oneRequestFindsWhatTheLoopFinds() throws Exception {
    var lab = new MultiGet(memcached);
    lab.begin();

    assertThat(lab.together()).hasSize(50).isEqualTo(lab.loop());
  }

  @Test
  void casKeepsBothChangesAndSetLosesOne() throws Exception {
    var lab = new CompareAndSet(memcached);

    lab.begin();
    lab.getAndSet("mug", lab.once(() -> lab.getAndSet("tea", () -> {})));
    assertThat(lab.cart()).isEqualTo("cart: mug");

    lab.begin();
    lab.getsAndCas("mug", lab.once(() -> lab.getsAndCas("tea", () -> {})));
    assertThat(lab.cart()).isEqualTo("cart: tea mug");
  }

  @Test
  void twoWhoFindNoCartMakeOneBetweenThem() throws Exception {
    var lab = new CompareAndSet(memcached);

    lab.clear();
    lab.getsAndCas("mug", lab.once(() -> lab.getsAndCas("tea", () -> {})));

    assertThat(lab.cart()).isEqualTo("cart: tea mug");
  }

  @Test
  void whoIsAlwaysOvertakenGivesUp() throws Exception {
    var lab = new CompareAndSet(memcached);
    lab.begin();

    assertThatThrownBy(() -> lab.getsAndCas("mug", () -> lab.getsAndCas("tea", () -> {})))
        .hasMessageContaining("10 times");
  }

  @Test
  void decrStopsAtZeroAndSellsTheLastItemTwice() throws Exception {
    var lab = new Increment(memcached);
    lab.begin(1);

    assertThat(List.of(lab.takeByDecr(), lab.takeByDecr())).containsExactly(true, true);
    assertThat(List.of(lab.takeByIncr(1), lab.takeByIncr(1))).containsExactly(true, false);
  }

  @Test
  void aCounterThatIsLostSellsNothing() throws Exception {
    var lab = new Increment(memcached);
    lab.begin(1);
    assertThat(lab.takeByIncr(1)).isTrue();

    memcached.delete("tour:sold");

    assertThat(List.of(lab.takeByIncr(1), lab.takeByIncr(1))).containsExactly(false, false);
  }

  @Test
  void aValueIsFetchedWholeAndASortedSetIsNot(RedisClient redis) throws Exception {
    var lab = new NoStructures(memcached, redis);
    lab.begin();

    var value = lab.fromValue();
    var sortedSet = lab.fromSortedSet();

    assertThat(sortedSet.players()).hasSize(3).isEqualTo(value.players());
    assertThat(value.characters()).isGreaterThan(100_000);
    assertThat(sortedSet.characters()).isLessThan(100);
  }
}

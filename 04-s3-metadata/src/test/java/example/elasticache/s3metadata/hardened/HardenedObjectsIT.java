package example.elasticache.s3metadata.hardened;

import static example.elasticache.devservices.Service.REDIS;
import static example.elasticache.s3metadata.Examples.BUCKET;
import static example.elasticache.s3metadata.Examples.OWNER;
import static example.elasticache.s3metadata.Examples.SEA;
import static example.elasticache.s3metadata.Examples.id;
import static example.elasticache.s3metadata.Examples.metadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.DevServices;
import example.elasticache.devservices.faults.FaultProxy;
import example.elasticache.devservices.s3.ScriptedS3;
import example.elasticache.devservices.s3.ScriptedS3.Answer;
import example.elasticache.s3metadata.Examples;
import example.elasticache.s3metadata.InMemoryMetadataStore;
import example.elasticache.s3metadata.LocalBucket;
import example.elasticache.s3metadata.MetadataStore;
import example.elasticache.s3metadata.ObjectId;
import example.elasticache.s3metadata.S3MetadataStore;
import example.elasticache.s3metadata.StoreException;
import example.elasticache.s3metadata.StoreRejectedException;
import example.elasticache.s3metadata.TurnedClock;
import example.elasticache.s3metadata.access.ForbiddenException;
import example.elasticache.s3metadata.degradation.CacheFault;
import example.elasticache.s3metadata.freshness.Freshness;
import example.elasticache.s3metadata.hardened.Found.Source;
import example.elasticache.s3metadata.listing.Listed;
import example.elasticache.s3metadata.listing.Page;
import example.elasticache.s3metadata.listing.S3Listing;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The whole on real servers, with a network in front of each that a test breaks. */
@Isolated
class HardenedObjectsIT {
  private static final Answer HERE =
      new Answer(
          200, Map.of("Content-Length", "4", "Last-Modified", "Wed, 25 Nov 2026 12:00:00 GMT"));

  private static DevServices services;
  private static LocalBucket bucket;
  private static RedisClient plainRedis;

  private final Set<String> readers = ConcurrentHashMap.newKeySet();
  private final TurnedClock clock = new TurnedClock();
  private FaultProxy toS3;
  private FaultProxy toRedis;
  private S3Client s3;
  private HardenedObjects objects;

  @BeforeAll
  static void start() {
    services = DevServices.start(REDIS);
    bucket = new LocalBucket();
    plainRedis = RedisClient.create(services.redis());
  }

  @AfterAll
  static void stop() {
    plainRedis.close();
    bucket.close();
    services.close();
  }

  @BeforeEach
  void build() {
    bucket.empty();
    plainRedis.flushAll();
    readers.add("ada");
    toS3 = FaultProxy.before(bucket.server.address());
    URI redis = services.redis();
    toRedis = FaultProxy.before(new InetSocketAddress(redis.getHost(), redis.getPort()));
    s3 = LocalBucket.patientClient(toS3.address());
    objects = build(s3);
  }

  private HardenedObjects build(S3Client client) {
    return build(new S3MetadataStore(client));
  }

  private HardenedObjects build(MetadataStore store) {
    return HardenedObjects.builder(
            store,
            URI.create("redis://127.0.0.1:" + toRedis.address().getPort()),
            (caller, id) -> readers.contains(caller),
            OWNER)
        // Patient, for a busy machine: what ends in time has tests of its own.
        .deadline(Duration.ofSeconds(1))
        .clock(clock)
        .build();
  }

  @AfterEach
  void close() {
    objects.close();
    s3.close();
    toS3.close();
    toRedis.close();
  }

  private Source source(ObjectId id) {
    return objects.find("ada", id).source();
  }

  private void letAMinutePass() {
    clock.turn(Freshness.defaults().fresh());
  }

  @Test
  void aLookupGoesToS3OnceAndIsConfirmedAfterAMinute() {
    bucket.upload(SEA, "blue");

    assertThat(source(SEA)).isEqualTo(Source.S3);
    assertThat(source(SEA)).isEqualTo(Source.COPY);
    letAMinutePass();
    assertThat(source(SEA)).isEqualTo(Source.CONFIRMED);
    assertThat(source(SEA)).isEqualTo(Source.COPY);
  }

  /** S3 may have been asked before an overwrite, and be heard long after it. */
  @Test
  void theAgeOfACopyCountsFromBeforeTheQuestion() {
    var slow = new InMemoryMetadataStore();
    slow.put(metadata(SEA, "blue"));
    slow.meanwhile(() -> clock.turn(Duration.ofSeconds(10)));
    try (var whole = build(slow)) {
      assertThat(whole.find("ada", SEA).source()).isEqualTo(Source.S3);
      clock.turn(Duration.ofSeconds(50));
      assertThat(whole.find("ada", SEA).source()).isEqualTo(Source.CONFIRMED);
      clock.turn(Duration.ofSeconds(50));
      assertThat(whole.find("ada", SEA).source()).isEqualTo(Source.CONFIRMED);
    }
  }

  @Test
  void anAbsenceIsRememberedAndEndedByTheEventOfAnUpload() {
    assertThat(source(SEA)).isEqualTo(Source.S3);
    assertThat(objects.find("ada", SEA).metadata()).isEmpty();
    assertThat(source(SEA)).isEqualTo(Source.COPY);
    bucket.upload(SEA, "blue");

    objects.accept(event("0A"));

    assertThat(objects.find("ada", SEA).metadata()).isPresent();
  }

  private static String event(String sequencer) {
    return """
        {"Records":[{"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"photos"},
        "object":{"key":"sea.jpg","sequencer":"%s"}}}]}"""
        .formatted(sequencer);
  }

  /** A warms the cache, B is denied a thousand times; A's permission ends with the next call. */
  @Test
  void noCallerIsServedUnasked() {
    bucket.upload(SEA, "blue");
    objects.find("ada", SEA);

    for (int i = 0; i < 1_000; i++) {
      assertThatThrownBy(() -> objects.find("eve", SEA)).isInstanceOf(ForbiddenException.class);
    }
    readers.remove("ada");

    assertThatThrownBy(() -> objects.find("ada", SEA)).isInstanceOf(ForbiddenException.class);
    assertThat(objects.metrics().forbidden()).isEqualTo(1_001);
  }

  @Test
  void whileS3IsDownAnOldCopyHelpsOutForTenMinutes() {
    bucket.upload(SEA, "blue");
    objects.find("ada", SEA);
    toS3.refuse();
    assertThat(source(SEA)).isEqualTo(Source.COPY);

    clock.turn(Duration.ofMinutes(9));
    assertThat(source(SEA)).isEqualTo(Source.STALE);
    clock.turn(Duration.ofMinutes(1));

    assertThatThrownBy(() -> objects.find("ada", SEA)).isInstanceOf(StoreException.class);
    assertThat(objects.metrics().stale()).isEqualTo(1);
  }

  @Test
  void anOldCopyHelpsNobodyWhoMayNotSeeIt() {
    bucket.upload(SEA, "blue");
    objects.find("ada", SEA);
    toS3.refuse();
    letAMinutePass();

    assertThatThrownBy(() -> objects.find("eve", SEA)).isInstanceOf(ForbiddenException.class);
  }

  @Test
  void whatChangedIsNotServedAsStale() {
    bucket.upload(SEA, "blue");
    objects.find("ada", SEA);
    objects.accept(event("0A"));
    toS3.refuse();

    assertThatThrownBy(() -> objects.find("ada", SEA)).isInstanceOf(StoreException.class);
  }

  /** Else the next outage would show again what S3 has refused or said to be gone. */
  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404})
  void afterAnAnswerOfS3TheOldCopyHelpsNobody(int status) {
    var here =
        new Answer(
            200,
            Map.of(
                "Content-Length", "4",
                "ETag", "\"blue\"",
                "Last-Modified", "Wed, 25 Nov 2026 12:00:00 GMT"));
    try (var scripted = ScriptedS3.answering(here);
        var client = LocalBucket.patientClient(scripted.address());
        var whole = build(client)) {
      await().until(() -> source(whole) == Source.COPY);
      letAMinutePass();
      scripted.answer(Answer.of(status));
      catchThrowable(() -> source(whole));
      scripted.answer(Answer.of(500));
      clock.turn(Duration.ofSeconds(10));

      Throwable thrown = catchThrowable(() -> whole.find("ada", SEA).metadata().orElseThrow());

      assertThat(thrown).isInstanceOfAny(StoreException.class, NoSuchElementException.class);
    }
  }

  /** Else whoever asks for three such objects shuts all callers out, and can do so for ever. */
  @Test
  void objectsThatS3RejectsKeepNobodyFromTheOthers() {
    try (var scripted =
            ScriptedS3.answering(
                request -> request.rawPath().endsWith(".locked") ? Answer.of(400) : HERE);
        var client = LocalBucket.patientClient(scripted.address());
        var whole = build(client)) {
      for (int i = 0; i < 10; i++) {
        ObjectId locked = id(i + ".locked");
        assertThatThrownBy(() -> whole.find("ada", locked))
            .isInstanceOf(StoreRejectedException.class);
      }

      assertThat(whole.find("ada", SEA).metadata()).isPresent();
      assertThat(whole.metrics().storeIsOut()).isFalse();
    }
  }

  @Test
  void aBlackHoleIsAskedByOneCallerInASecondAndOthersAreServedAtOnce() {
    bucket.upload(SEA, "blue");
    try (var quick = LocalBucket.client(toS3.address());
        var impatient = build(quick)) {
      await().ignoreExceptions().until(() -> source(impatient) == Source.COPY);
      letAMinutePass();
      toS3.blackHole();

      long start = System.nanoTime();
      for (int i = 0; i < 3; i++) {
        assertThat(source(impatient)).isEqualTo(Source.STALE);
      }
      assertThat(millisSince(start)).isLessThanOrEqualTo(3 * 1_500);
      assertThat(impatient.metrics().storeIsOut()).isTrue();
      start = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        source(impatient);
      }

      // One of them may have been the one that tries.
      assertThat(millisSince(start)).isLessThanOrEqualTo(2 * 1_500);
      toS3.heal();
      await().until(() -> source(impatient) == Source.CONFIRMED);
      assertThat(impatient.metrics().storeIsOut()).isFalse();
    }
  }

  private static Source source(HardenedObjects from) {
    return from.find("ada", SEA).source();
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  @Test
  void withoutACacheS3Answers() {
    bucket.upload(SEA, "blue");
    toRedis.refuse();

    for (int i = 0; i < 20; i++) {
      assertThat(source(SEA)).isEqualTo(Source.S3);
    }

    assertThat(objects.metrics().faults().get(CacheFault.UNREACHABLE)).isPositive();
    toRedis.heal();
    await().until(() -> source(SEA) == Source.COPY);
  }

  /** A byte each 90 ms is in time for every socket, and a minute for the whole copy. */
  @Test
  void aCacheThatDripsIsNoCache() {
    bucket.upload(SEA, "blue");
    source(SEA);
    assertThat(source(SEA)).isEqualTo(Source.COPY);
    toRedis.drip(Duration.ofMillis(90));

    assertThat(source(SEA)).isEqualTo(Source.S3);
  }

  @Test
  void itStartsWithoutACache() {
    bucket.upload(SEA, "blue");
    try (var without =
        HardenedObjects.builder(
                new S3MetadataStore(s3), URI.create("redis://127.0.0.1:1"), (c, i) -> true, OWNER)
            .build()) {
      assertThat(without.find("ada", SEA).source()).isEqualTo(Source.S3);
    }
  }

  /** The queue delivers it again, and until then nothing was taken for told. */
  @Test
  void aNotificationThatTheCacheMissesIsNotTaken() {
    toRedis.refuse();

    Throwable thrown = catchThrowable(() -> objects.accept(event("0A")));

    assertThat(thrown).isNotNull();
    toRedis.heal();
    await().ignoreExceptions().until(() -> taken("0A"));
  }

  private boolean taken(String sequencer) {
    objects.accept(event(sequencer));
    return objects.metrics().events() == 1;
  }

  @Test
  void aWarmPageAsksS3ForNothingAndShowsNobodyTheOthersObjects() {
    for (int i = 0; i < 100; i++) {
      bucket.upload(id("page/%03d".formatted(i)), "x".repeat(i));
    }
    List<Listed> listing = new S3Listing(bucket.s3, OWNER).page(BUCKET, "page/", "", 100);
    assertThat(listing).hasSize(100);
    // On a busy machine the first look may end at its limit, with some of them unknown.
    await().until(() -> objects.findAll("ada", listing).unknown().isEmpty());
    toS3.refuse();
    long before = objects.metrics().hits();

    Page warm = objects.findAll("ada", listing);

    assertThat(List.copyOf(warm.found().keySet()))
        .isEqualTo(listing.stream().map(Listed::id).toList());
    assertThat(warm.found().get(id("page/042")).contentLength()).isEqualTo(42);
    assertThat(warm.unknown()).isEmpty();
    assertThat(objects.metrics().hits() - before).isEqualTo(100);
    assertThat(objects.findAll("eve", listing).found()).isEmpty();
  }

  /**
   * S3 answers all of them, and the page ends before the last: what is called off has not failed.
   */
  @Test
  void aPageThatIsTooLongForItsLimitShutsNobodyOut() {
    try (var slow =
            ScriptedS3.answering(
                request -> {
                  sleep(200);
                  return HERE;
                });
        var client = LocalBucket.patientClient(slow.address());
        var whole = build(client)) {
      List<Listed> listing =
          IntStream.range(0, 300)
              .mapToObj(i -> new Listed(id("long/" + i), "\"blue\"", Examples.NOON))
              .toList();

      Page page = whole.findAll("ada", listing);

      assertThat(page.unknown()).isNotEmpty();
      // Those that were on their way have come back by then.
      sleep(1_000);
      assertThat(whole.metrics().storeIsOut()).isFalse();
      assertThat(whole.find("ada", SEA).source()).isEqualTo(Source.S3);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aListingGoesOnAfterAKey() {
    for (String key : List.of("l/a", "l/b", "l/c")) {
      bucket.upload(id(key), key);
    }
    var listing = new S3Listing(bucket.s3, OWNER);

    assertThat(listing.page(BUCKET, "l/", "l/a", 1))
        .extracting(Listed::id)
        .containsExactly(id("l/b"));
    assertThatThrownBy(() -> listing.page("no-such-bucket", "", "", 1))
        .isInstanceOf(StoreException.class);
  }
}

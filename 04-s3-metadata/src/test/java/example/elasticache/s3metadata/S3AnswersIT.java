package example.elasticache.s3metadata;

import static example.elasticache.s3metadata.Examples.BUCKET;
import static example.elasticache.s3metadata.Examples.OWNER;
import static example.elasticache.s3metadata.Examples.SEA;
import static example.elasticache.s3metadata.Examples.id;
import static example.elasticache.s3metadata.Examples.metadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.s3.ScriptedS3;
import example.elasticache.devservices.s3.ScriptedS3.Answer;
import example.elasticache.devservices.s3.ScriptedS3.Request;
import example.elasticache.s3metadata.MetadataStore.Revalidation.Changed;
import example.elasticache.s3metadata.MetadataStore.Revalidation.Unchanged;
import example.elasticache.s3metadata.listing.S3Listing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/** What becomes of each answer that S3 may give, on the wire. */
class S3AnswersIT {
  private static final Answer HERE = here(Map.of());

  private final ScriptedS3 server = ScriptedS3.answering(HERE);
  private final S3Client client = LocalBucket.client(server.address());
  private final TurnedClock clock = new TurnedClock();
  private final MetadataStore s3 = new S3MetadataStore(client);

  private static Answer here(Map<String, String> more) {
    Map<String, String> headers =
        new HashMap<>(
            Map.of(
                "Content-Length", "4",
                "ETag", "\"blue\"",
                "Last-Modified", "Wed, 25 Nov 2026 12:00:00 GMT"));
    headers.putAll(more);
    return new Answer(200, headers);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @ParameterizedTest(name = "object {0}, may list {1}: status {2}")
  @CsvSource({
    "there,   true,  200, Present",
    "there,   false, 200, Present",
    "missing, true,  404, Absent",
    "missing, false, 403, refused"
  })
  void aRefusalIsNoAbsence(String object, boolean mayList, int status, String expected) {
    server.answer(status == 200 ? HERE : Answer.of(status));
    var cache = new InMemoryMetadataCache(Lifetimes.defaults(), clock);
    var objects = new CacheAsideWithNegativeEntries(s3, cache, clock);

    if (expected.equals("refused")) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> objects.find(SEA)).isInstanceOf(StoreAccessDeniedException.class);
      }
      assertThat(cache.entries).isEmpty();
      assertThat(server.requests()).hasSize(3);
    } else {
      objects.find(SEA);
      assertThat(objects.find(SEA).isPresent()).isEqualTo(expected.equals("Present"));
      assertThat(cache.entries.get(SEA).getClass().getSimpleName()).isEqualTo(expected);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void everyRequestSaysWhoHasToOwnTheBucket() {
    s3.find(SEA);
    s3.revalidate(metadata(SEA, "blue"));

    assertThat(server.requests())
        .hasSize(2)
        .allSatisfy(
            request -> assertThat(request.header("x-amz-expected-bucket-owner")).contains(OWNER));
  }

  /** Somebody else has taken the name of a bucket that was deleted: S3 answers 403. */
  @Test
  void aBucketThatIsAnothersNowIsRefused() {
    server.answer(Answer.of(403));

    assertThatThrownBy(() -> s3.find(SEA)).isInstanceOf(StoreAccessDeniedException.class);
  }

  /**
   * A refusal of the question whether a copy is still right does not say that the object is gone.
   */
  @Test
  void aRefusedRevalidationIsNoAbsence() {
    server.answer(Answer.of(403));

    assertThatThrownBy(() -> s3.revalidate(metadata(SEA, "blue")))
        .isInstanceOf(StoreAccessDeniedException.class);
  }

  @Test
  void aListingSaysWhoHasToOwnTheBucketAndIsRefusedLikeALookup() {
    var listing = new S3Listing(client, OWNER);
    server.answer(Answer.of(403));
    assertThatThrownBy(() -> listing.page(BUCKET, "", "", 100))
        .isInstanceOf(StoreAccessDeniedException.class);

    server.answer(Answer.of(404));
    assertThatThrownBy(() -> listing.page(BUCKET, "", "", 100))
        .isExactlyInstanceOf(StoreException.class);

    assertThat(server.requests())
        .hasSize(2)
        .allSatisfy(
            request -> assertThat(request.header("x-amz-expected-bucket-owner")).contains(OWNER));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 408, 429, 500, 503})
  void whateverElseIsAFailureThatNamesTheObject(int status) {
    server.answer(Answer.of(status));

    assertThatThrownBy(() -> s3.find(SEA))
        .isExactlyInstanceOf(StoreException.class)
        .hasMessageContaining("s3://photos/sea.jpg");
  }

  /** Such as a 400 for an object under a customer's key. */
  @ParameterizedTest
  @ValueSource(ints = {400, 409, 412})
  void aRejectedQuestionIsAnAnswer(int status) {
    server.answer(Answer.of(status));

    assertThatThrownBy(() -> s3.find(SEA))
        .isExactlyInstanceOf(StoreRejectedException.class)
        .hasMessageContainingAll("s3://photos/sea.jpg", String.valueOf(status));
    assertThatThrownBy(() -> s3.revalidate(metadata(SEA, "blue")))
        .isExactlyInstanceOf(StoreRejectedException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'Wed, 25 Nov 2026 12:00:00 GMT',",
    ", 4",
    "yesterday, 4",
    "'Wed, 25 Nov 2026 12:00:00 GMT', many"
  })
  void halfAnAnswerIsAFailureThatNamesTheObject(String modified, String length) {
    Map<String, String> headers = new HashMap<>();
    if (modified != null) {
      headers.put("Last-Modified", modified);
    }
    if (length != null) {
      headers.put("Content-Length", length);
    }
    server.answer(new Answer(200, headers));

    assertThatThrownBy(() -> s3.find(SEA))
        .isExactlyInstanceOf(StoreException.class)
        .hasMessageContaining("s3://photos/sea.jpg");
  }

  @Test
  void theAskedVersionIsAMarkerOfADeletion() {
    server.answer(Answer.of(405));

    assertThat(s3.find(SEA.withVersion("v1"))).isEmpty();
  }

  /** Objects of their own, which must not become one on the way. */
  @Test
  void noPathIsTidiedUpOnItsWay() {
    List<String> keys =
        List.of("a/b", "a//b", "./a", "a/../b", "/a", "a%2Fb", "a+b", "a b", "é", "a/", "..");
    keys.forEach(key -> s3.find(id(key)));

    assertThat(server.requests().stream().map(Request::rawPath))
        .containsExactly(
            "/photos/a/b",
            "/photos/a//b",
            "/photos/./a",
            "/photos/a/../b",
            "/photos//a",
            "/photos/a%252Fb",
            "/photos/a%2Bb",
            "/photos/a%20b",
            "/photos/%C3%A9",
            "/photos/a/",
            "/photos/..");
  }

  @Test
  void aRevalidationSendsTheETagAndBelieves304() {
    server.answer(Answer.of(304));

    assertThat(s3.revalidate(metadata(SEA, "blue"))).isEqualTo(new Unchanged());

    assertThat(server.requests().get(0).header("If-None-Match")).contains("\"blue\"");
  }

  @Test
  void a304OfAnotherTimeIsLookedAtAgain() {
    server.answerNext(
        new Answer(304, Map.of("Last-Modified", "Wed, 25 Nov 2026 12:00:07 GMT")),
        here(Map.of("x-amz-meta-title", "new")));

    assertThat(s3.revalidate(metadata(SEA, "blue")))
        .isInstanceOfSatisfying(
            Changed.class,
            changed -> assertThat(changed.metadata().userMetadata()).containsEntry("title", "new"));
  }

  @Test
  void a304OfTheSameTimeIsBelieved() {
    server.answer(new Answer(304, Map.of("Last-Modified", "Wed, 25 Nov 2026 12:00:00 GMT")));

    assertThat(s3.revalidate(metadata(SEA, "blue"))).isEqualTo(new Unchanged());

    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void anObjectWithoutAnETagIsAskedForWhole() {
    server.answer(
        new Answer(
            200, Map.of("Content-Length", "4", "Last-Modified", "Wed, 25 Nov 2026 12:00:00 GMT")));
    ObjectMetadata found = s3.find(SEA).orElseThrow();
    assertThat(found.eTag()).isEmpty();

    assertThat(s3.revalidate(found)).isEqualTo(new Changed(found));
  }

  @Test
  void userMetadataIsKeptAsItCame() {
    server.answer(here(Map.of("x-amz-meta-title", "=?UTF-8?B?5rW3?=", "x-amz-missing-meta", "2")));

    ObjectMetadata found = s3.find(SEA).orElseThrow();

    assertThat(found.userMetadata()).containsExactly(Map.entry("title", "=?UTF-8?B?5rW3?="));
    assertThat(found.storage().unreadableMetadata()).contains(2);
  }

  @Test
  void anObjectOfFiveTerabytesHasItsLength() {
    server.answer(here(Map.of("Content-Length", "5497558138880")));

    assertThat(s3.find(SEA).orElseThrow().contentLength()).isEqualTo(5_497_558_138_880L);
  }

  /** S3 says SlowDown when a prefix gets too many requests: the third try comes through. */
  @Test
  void aThrottledRequestIsTriedAgain() {
    // All tries are within one call and its limit: a machine that stands still gets another go.
    await().ignoreExceptions().until(() -> triesUntilFound(503) == 3);
  }

  /** After an answer that says so, the SDK's own pause is up to a second: longer than the call. */
  @Test
  void theNextTryOfAThrottledRequestComesInTime() {
    await()
        .ignoreExceptions()
        .until(() -> IntStream.range(0, 4).allMatch(i -> triesUntilFound(429) == 3));
  }

  private static int triesUntilFound(int status) {
    try (var throttling = ScriptedS3.answering(HERE);
        var client = LocalBucket.client(throttling.address())) {
      throttling.answerNext(Answer.of(status), Answer.of(status));
      new S3MetadataStore(client).find(SEA).orElseThrow();
      return throttling.requests().size();
    }
  }

  @Test
  void aThrottledRequestIsTriedThreeTimesAndNoMore() {
    server.answerNext(Answer.of(503), Answer.of(503), Answer.of(503));

    assertThatThrownBy(() -> s3.find(SEA)).isInstanceOf(StoreException.class);

    assertThat(server.requests()).hasSizeLessThanOrEqualTo(3);
  }
}

package example.elasticache.devservices.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.StorageClass;

class LocalS3IT {
  private static final String BUCKET = "photos";

  private static LocalS3 server;
  private static S3Client s3;
  private static final List<String> RECEIVED = new CopyOnWriteArrayList<>();
  private static final AtomicInteger REFUSE = new AtomicInteger();

  @BeforeAll
  static void start() {
    server = LocalS3.start();
    server.sendNotificationsTo(LocalS3IT::receive);
    s3 = client(server.secretKey());
    s3.createBucket(b -> b.bucket(BUCKET));
  }

  private static void receive(String json) {
    if (REFUSE.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      throw new IllegalStateException("not now");
    }
    RECEIVED.add(json);
  }

  private static S3Client client(String secret) {
    return S3Client.builder()
        .endpointOverride(server.uri())
        .forcePathStyle(true)
        // S3Proxy may hang up before it has read the end of an upload in signed chunks.
        .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
        .region(Region.of(LocalS3.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", secret)))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  @AfterAll
  static void stop() {
    s3.close();
    server.close();
  }

  @BeforeEach
  void forget() {
    allHaveArrived();
    RECEIVED.clear();
  }

  private static void allHaveArrived() {
    await().until(() -> server.delivery().isDone());
  }

  private static List<JsonNode> events() throws Exception {
    allHaveArrived();
    List<JsonNode> events = new CopyOnWriteArrayList<>();
    for (String json : RECEIVED) {
      events.add(new JsonMapper().readTree(json).get("Records").get(0));
    }
    return events;
  }

  private static List<String> names(List<JsonNode> events) {
    return events.stream().map(event -> event.get("eventName").asText()).toList();
  }

  private static void put(String key, String text) {
    s3.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromString(text));
  }

  @Test
  void whatWasPutHasItsMetadata() {
    s3.putObject(
        b ->
            b.bucket(BUCKET)
                .key("sea.jpg")
                .contentType("image/jpeg")
                .cacheControl("max-age=60")
                .storageClass(StorageClass.STANDARD_IA)
                .metadata(Map.of("camera", "box")),
        RequestBody.fromString("blue"));

    var head = s3.headObject(b -> b.bucket(BUCKET).key("sea.jpg"));

    assertThat(head.contentLength()).isEqualTo(4);
    assertThat(head.contentType()).isEqualTo("image/jpeg");
    assertThat(head.cacheControl()).isEqualTo("max-age=60");
    assertThat(head.metadata()).containsEntry("camera", "box");
    assertThat(head.storageClass()).isEqualTo(StorageClass.STANDARD_IA);
    assertThat(head.eTag()).isEqualTo("\"48d6215903dff56238e52e8891380c8f\"");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThatThrownBy(() -> s3.headObject(b -> b.bucket(BUCKET).key("nothing")))
        .isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void anUnchangedObjectIsNotModified() {
    put("same", "same");
    String eTag = s3.headObject(b -> b.bucket(BUCKET).key("same")).eTag();

    assertThatThrownBy(() -> s3.headObject(b -> b.bucket(BUCKET).key("same").ifNoneMatch(eTag)))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
  }

  @Test
  void anotherSecretIsRefused() {
    try (S3Client stranger = client("another")) {
      assertThatThrownBy(() -> stranger.headObject(b -> b.bucket(BUCKET).key("sea.jpg")))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }
  }

  @Test
  void everyKindOfChangeIsTold() throws Exception {
    put("a b/é+.txt", "one");
    s3.copyObject(
        b ->
            b.sourceBucket(BUCKET)
                .sourceKey("a b/é+.txt")
                .destinationBucket(BUCKET)
                .destinationKey("copy"));
    String upload = s3.createMultipartUpload(b -> b.bucket(BUCKET).key("parts")).uploadId();
    String part =
        s3.uploadPart(
                b -> b.bucket(BUCKET).key("parts").uploadId(upload).partNumber(1),
                RequestBody.fromString("part"))
            .eTag();
    s3.completeMultipartUpload(
        b ->
            b.bucket(BUCKET)
                .key("parts")
                .uploadId(upload)
                .multipartUpload(
                    CompletedMultipartUpload.builder()
                        .parts(CompletedPart.builder().partNumber(1).eTag(part).build())
                        .build()));
    s3.deleteObject(b -> b.bucket(BUCKET).key("copy"));

    List<JsonNode> events = events();

    assertThat(names(events))
        .containsExactly(
            "ObjectCreated:Put",
            "ObjectCreated:Copy",
            "ObjectCreated:CompleteMultipartUpload",
            "ObjectRemoved:Delete");
    JsonNode put = events.get(0);
    assertThat(put.get("eventSource").asText()).isEqualTo("aws:s3");
    assertThat(put.at("/s3/bucket/name").asText()).isEqualTo(BUCKET);
    assertThat(put.at("/s3/object/key").asText()).isEqualTo("a+b%2F%C3%A9%2B.txt");
    assertThat(put.at("/s3/object/size").asLong()).isEqualTo(3);
    assertThat(put.at("/s3/object/eTag").asText()).isEqualTo("f97c5d29941bfb1b2fdab0874906ab82");
    assertThat(put.at("/s3/object").has("versionId")).isFalse();
    assertThat(events.get(3).at("/s3/object/key").asText()).isEqualTo("copy");
  }

  @Test
  void aDeletionOfManyTellsOfEach() throws Exception {
    put("x", "1");
    put("y", "2");

    List<ObjectIdentifier> both =
        Stream.of("x", "y").map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    s3.deleteObjects(b -> b.bucket(BUCKET).delete(d -> d.objects(both)));

    assertThat(names(events()))
        .containsExactly(
            "ObjectCreated:Put",
            "ObjectCreated:Put",
            "ObjectRemoved:Delete",
            "ObjectRemoved:Delete");
  }

  @Test
  void aLaterChangeHasAGreaterSequencer() throws Exception {
    for (int i = 0; i < 20; i++) {
      put("counted", "text " + i);
    }

    assertThat(events().stream().map(e -> e.at("/s3/object/sequencer").asText()).toList())
        .hasSize(20)
        .doesNotHaveDuplicates()
        .isSorted();
  }

  @Test
  void aBucketWithVersionsTellsTheVersionAndTheMarker() throws Exception {
    String bucket = "versioned";
    s3.createBucket(b -> b.bucket(bucket));
    s3.putBucketVersioning(
        b ->
            b.bucket(bucket)
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    String version =
        s3.putObject(b -> b.bucket(bucket).key("k"), RequestBody.fromString("1")).versionId();
    s3.deleteObject(b -> b.bucket(bucket).key("k"));
    s3.deleteObject(b -> b.bucket(bucket).key("k").versionId(version));

    List<JsonNode> events = events();

    assertThat(names(events))
        .containsExactly(
            "ObjectCreated:Put", "ObjectRemoved:DeleteMarkerCreated", "ObjectRemoved:Delete");
    assertThat(events.get(0).at("/s3/object/versionId").asText()).isEqualTo(version);
    assertThat(events.get(1).at("/s3/object/versionId").asText()).isNotEqualTo(version);
    assertThat(events.get(2).at("/s3/object/versionId").asText()).isEqualTo(version);
  }

  @Test
  void whatAReceiverFailsAtComesAgain() throws Exception {
    REFUSE.set(2);

    put("again", "1");

    assertThat(names(events())).containsExactly("ObjectCreated:Put");
    assertThat(REFUSE).hasValue(0);
  }
}

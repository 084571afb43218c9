package example.elasticache.benchmarks;

import static example.elasticache.benchmarks.Variant.ours;
import static example.elasticache.benchmarks.Variant.theirs;

import example.elasticache.devservices.s3.LocalS3;
import example.elasticache.s3metadata.MetadataKey;
import example.elasticache.s3metadata.ObjectId;
import example.elasticache.s3metadata.S3Clients;
import example.elasticache.s3metadata.S3MetadataStore;
import example.elasticache.s3metadata.freshness.Freshness;
import example.elasticache.s3metadata.hardened.HardenedObjects;
import example.elasticache.s3metadata.listing.Listed;
import example.elasticache.s3metadata.listing.S3Listing;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import redis.clients.jedis.RedisClient;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/** What a lookup of object metadata costs, beside a raw GET and beside S3 itself. */
final class MetadataCost implements AutoCloseable {
  private static final String BUCKET = "photos";
  private static final int PAGE = 100;

  /** Some twenty thousand HeadObjects: so many it takes until the compilers are through. */
  private static final Duration WARM_UP = Duration.ofSeconds(5);

  private final Resources open = new Resources();
  private final LocalS3 server;
  private final S3Process process;
  private final S3MetadataStore store;
  private final S3MetadataStore remote;
  private final Optional<S3MetadataStore> s3Mock;
  private final RedisClient redis;
  private final HardenedObjects hardened;
  private final List<ObjectId> ids = new ArrayList<>();
  private final List<Listed> listing;

  MetadataCost(URI endpoint) {
    server = open.add(LocalS3.start());
    process = open.add(S3Process.start());
    redis = open.add(RawGet.client(endpoint));
    for (int i = 0; i < PAGE; i++) {
      ids.add(ObjectId.current(LocalS3.OWNER, BUCKET, "2026/%03d.jpg".formatted(i)));
    }
    S3Client s3 = filled(server.uri());
    listing = new S3Listing(s3, LocalS3.OWNER).page(BUCKET, "", "", PAGE);
    store = new S3MetadataStore(s3);
    remote = new S3MetadataStore(filled(process.uri()));
    s3Mock =
        Optional.ofNullable(System.getenv("BENCH_S3MOCK"))
            .map(uri -> new S3MetadataStore(filled(URI.create(uri))));
    hardened =
        open.add(
            HardenedObjects.builder(store, endpoint, (caller, id) -> true, LocalS3.OWNER)
                .freshness(new Freshness(Duration.ofHours(1), Duration.ZERO))
                .deadline(Duration.ofSeconds(2))
                .build());
  }

  /** Returns a client of that server, as the chapter sets it up, with the objects in place. */
  private S3Client filled(URI endpoint) {
    // Not by that client: its limits are meant for a server that has been asked before.
    try (S3Client uploader = S3Client.builder().applyMutation(to(endpoint)).build()) {
      createBucket(uploader);
      for (ObjectId id : ids) {
        uploader.putObject(
            b ->
                b.bucket(BUCKET)
                    .key(id.key())
                    .contentType("image/jpeg")
                    .cacheControl("max-age=60")
                    .metadata(Map.of("camera", "box", "title", "The sea")),
            RequestBody.fromString("x"));
      }
    }
    return open.add(S3Clients.create(to(endpoint)));
  }

  private static void createBucket(S3Client s3) {
    try {
      s3.createBucket(b -> b.bucket(BUCKET));
    } catch (BucketAlreadyOwnedByYouException ofAnEarlierRun) {
      // A server in a container outlives a run.
    }
  }

  private Consumer<S3ClientBuilder> to(URI endpoint) {
    return settings ->
        settings
            .endpointOverride(endpoint)
            .forcePathStyle(true)
            .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
            .region(Region.of(LocalS3.REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(server.accessKey(), server.secretKey())));
  }

  /** Returns the ratios to a raw GET. */
  Measurement measure(int warmUp, int rounds) {
    var interleaved = new Interleaved(variants());
    interleaved.warmUp(WARM_UP);
    return interleaved.measure(
        "metadata-cost", "Object metadata, from the cache and from S3", warmUp, rounds);
  }

  /** Returns what is measured, with the copies in place; the base comes first. */
  List<Variant> variants() {
    String[] keys = ids.stream().map(MetadataKey::of).toArray(String[]::new);
    hardened.findAll("ada", listing);
    List<Variant> variants = new ArrayList<>();
    variants.add(RawGet.by(id -> redis.get(keys[(int) id])));
    variants.add(ours("hit", "A hit", i -> hardened.find("ada", id(i))));
    variants.add(head("head", "HeadObject, S3 in the same JVM", store));
    variants.add(head("head-process", "HeadObject, S3 in a process of its own", remote));
    s3Mock.ifPresent(
        other -> variants.add(head("head-s3mock", "HeadObject, S3Mock in a container", other)));
    variants.add(ours("page", "A page of 100, all hits", i -> page()).withGoal(7.0));
    variants.add(
        theirs("loop", "A loop over 100, all hits", i -> ids.stream().map(this::one).toList()));
    return variants;
  }

  private Variant head(String id, String name, S3MetadataStore of) {
    return theirs(id, name, i -> of.find(id(i)));
  }

  private Object one(ObjectId id) {
    return hardened.find("ada", id);
  }

  private Object page() {
    return hardened.findAll("ada", listing);
  }

  private ObjectId id(long i) {
    return ids.get((int) (i % PAGE));
  }

  /** Lets nothing but the cache answer from now on. */
  void stopS3() {
    server.close();
    process.close();
  }

  @Override
  public void close() {
    open.close();
  }
}

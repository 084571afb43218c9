package example.elasticache.s3metadata;

import static example.elasticache.devservices.Service.REDIS;

import example.elasticache.devservices.DevServices;
import example.elasticache.devservices.faults.FaultProxy;
import example.elasticache.devservices.s3.LocalS3;
import example.elasticache.s3metadata.access.ForbiddenException;
import example.elasticache.s3metadata.degradation.RedisClients;
import example.elasticache.s3metadata.freshness.Freshness;
import example.elasticache.s3metadata.hardened.Found;
import example.elasticache.s3metadata.hardened.HardenedObjects;
import example.elasticache.s3metadata.listing.Listed;
import example.elasticache.s3metadata.listing.Page;
import example.elasticache.s3metadata.listing.S3Listing;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import redis.clients.jedis.SslOptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The story of the chapter, on a real cache and an S3-compatible server in this JVM. */
public final class Main {
  private static final String BUCKET = "photos";
  private static final ObjectId SEA = ObjectId.current(LocalS3.OWNER, BUCKET, "sea.jpg");
  private static final ObjectId NOTHING = ObjectId.current(LocalS3.OWNER, BUCKET, "nothing.jpg");

  // tag::main[]
  public static void main(String[] args) throws InterruptedException {
    System.setProperty("java.util.logging.SimpleFormatter.format", "  log: %5$s%n");
    try (var services = DevServices.start(REDIS);
        var server = LocalS3.start();
        var network = FaultProxy.before(server.address());
        var uploader = S3Client.builder().applyMutation(to(server, server.address())).build();
        var s3 = S3Clients.create(to(server, network.address()));
        var redis = RedisClients.redis(services.redis(), SslOptions.defaults())) {
      System.err.println(
          "  S3: " + server.uri().getAuthority() + " (" + server.description() + ")");
      var story = new Main(server, uploader, System.out);
      var store = new S3MetadataStore(s3);
      var cache = new RedisMetadataCache(redis, Lifetimes.defaults());
      awaitAnswer(store);

      story.stage("Stage 1", new CacheAside(store, cache, story.clock));
      cache.evict(SEA);
      story.stage("Stage 2", new CacheAsideWithNegativeEntries(store, cache, story.clock));
      cache.evict(SEA);
      cache.evict(NOTHING);
      story.hardened(store, services.redis(), network);
    }
  }

  // end::main[]

  private final LocalS3 server;
  private final S3Client uploader;
  private final PrintStream out;
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final InstantSource clock = now::get;
  private final Set<String> readers = ConcurrentHashMap.newKeySet();

  private Main(LocalS3 server, S3Client uploader, PrintStream out) {
    this.server = server;
    this.uploader = uploader;
    this.out = out;
    uploader.createBucket(request -> request.bucket(BUCKET));
  }

  // tag::client[]
  /** On AWS, the environment says which region and who asks, and there is nothing to set. */
  private static Consumer<S3ClientBuilder> to(LocalS3 server, InetSocketAddress door) {
    return settings ->
        settings
            .endpointOverride(URI.create("http://127.0.0.1:" + door.getPort()))
            .forcePathStyle(true)
            .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
            .region(Region.of(LocalS3.REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(server.accessKey(), server.secretKey())));
  }

  // end::client[]

  /** Lets the classes be loaded before anything is timed or given up. */
  private static void awaitAnswer(MetadataStore store) {
    for (int tries = 1; ; tries++) {
      try {
        store.find(NOTHING);
        return;
      } catch (StoreException busy) {
        if (tries == 10) {
          throw busy;
        }
      }
    }
  }

  // tag::stage[]
  /** Tells what one stage makes of four lookups; only the times differ from run to run. */
  private void stage(String title, StoredObjects objects) {
    upload(SEA, "blue");

    out.println(title);
    look("first lookup of sea.jpg", objects, SEA);
    look("second lookup", objects, SEA);
    look("an object that is not there", objects, NOTHING);
    look("the same again", objects, NOTHING);
    out.printf("  hits %d, misses %d%n%n", objects.stats().hits(), objects.stats().misses());
  }

  // end::stage[]

  private void look(String what, StoredObjects objects, ObjectId id) {
    long hits = objects.stats().hits();
    long start = System.nanoTime();
    Optional<ObjectMetadata> found = objects.find(id);
    double millis = (System.nanoTime() - start) / 1e6;
    say(what, objects.stats().hits() > hits ? "cache" : "S3", text(found), millis);
  }

  private void hardened(MetadataStore store, URI endpoint, FaultProxy network)
      throws InterruptedException {
    try (var objects =
        HardenedObjects.builder(
                store, endpoint, (caller, id) -> readers.contains(caller), LocalS3.OWNER)
            // Patient, because a machine that also builds may be busy; 100 ms is the default.
            .deadline(Duration.ofSeconds(2))
            .clock(clock)
            .build()) {
      server.sendNotificationsTo(objects::accept);
      readers.add("ada");
      whoAsks(objects);
      events(objects);
      page(objects);
      outage(objects, network);
    }
  }

  // tag::who[]
  private void whoAsks(HardenedObjects objects) {
    out.println("Who asks?");
    look("ada, who may see it", objects, "ada", SEA);
    look("ada again", objects, "ada", SEA);
    look("eve, who may not", objects, "eve", SEA);
    look("eve, of what is not there", objects, "eve", NOTHING);
    readers.remove("ada");
    look("ada, a moment after she was shut out", objects, "ada", SEA);
    readers.add("ada");
    out.println();
  }

  // end::who[]

  // tag::events[]
  private void events(HardenedObjects objects) {
    out.println("S3 tells of each change");
    look("sea.jpg", objects, "ada", SEA);
    upload(SEA, "yellow");
    look("after an overwrite and its event", objects, "ada", SEA);
    look("the next one", objects, "ada", SEA);
    uploader.deleteObject(request -> request.bucket(BUCKET).key(SEA.key()));
    awaitEvents();
    look("after a removal and its event", objects, "ada", SEA);
    upload(SEA, "blue");
    look("after a new upload and its event", objects, "ada", SEA);
    letAMinutePass();
    look("a minute later", objects, "ada", SEA);
    out.println();
  }

  // end::events[]

  // tag::page[]
  private void page(HardenedObjects objects) {
    for (int i = 0; i < 100; i++) {
      ObjectId id = ObjectId.current(LocalS3.OWNER, BUCKET, "2026/%02d.jpg".formatted(i));
      uploader.putObject(
          request -> request.bucket(BUCKET).key(id.key()), RequestBody.fromString("x"));
    }
    awaitEvents();
    List<Listed> listing = new S3Listing(uploader, LocalS3.OWNER).page(BUCKET, "2026/", "", 100);

    out.println("A page of a hundred");
    look("cold", objects, listing);
    look("warm", objects, listing);
    out.println();
  }

  // end::page[]

  private void look(String what, HardenedObjects objects, List<Listed> listing) {
    long before = objects.metrics().misses();
    long start = System.nanoTime();
    Page page = objects.findAll("ada", listing);
    double millis = (System.nanoTime() - start) / 1e6;
    long asked = objects.metrics().misses() - before;
    String answer = page.found().size() + " found, " + asked + " asked";
    say(what, asked == 0 ? "copy" : "S3", answer, millis);
  }

  // tag::outage[]
  /** S3 takes connections and answers nothing, as behind a broken network. */
  private void outage(HardenedObjects objects, FaultProxy network) throws InterruptedException {
    out.println("S3 does not answer");
    look("sea.jpg", objects, "ada", SEA);
    network.blackHole();
    look("its copy is still fresh", objects, "ada", SEA);
    letAMinutePass();
    look("a minute later", objects, "ada", SEA);
    look("eve", objects, "eve", SEA);
    look("what has no copy", objects, "ada", NOTHING);
    look("and again", objects, "ada", NOTHING);
    look("after three failures nobody waits", objects, "ada", SEA);
    network.heal();
    while (objects.find("ada", SEA).source() == Found.Source.STALE) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    look("when S3 is back", objects, "ada", SEA);
    out.println();
  }

  // end::outage[]

  private void look(String what, HardenedObjects objects, String caller, ObjectId id) {
    long start = System.nanoTime();
    String source;
    String answer;
    try {
      Found found = objects.find(caller, id);
      source = found.source().toString().toLowerCase(Locale.ROOT).replace("s3", "S3");
      answer = text(found.metadata());
    } catch (ForbiddenException e) {
      source = "-";
      answer = "forbidden";
    } catch (StoreException e) {
      source = "-";
      answer = "S3 does not say";
    }
    say(what, source, answer, (System.nanoTime() - start) / 1e6);
  }

  private void say(String what, String source, String answer, double millis) {
    out.printf("  %-38s %-10s %-22s ~%.1f ms%n", what, source, answer, millis);
  }

  private static String text(Optional<ObjectMetadata> found) {
    return found
        .map(
            m ->
                m.contentLength()
                    + " bytes, "
                    + m.eTag().map(tag -> tag.substring(1, 7)).orElse("no ETag"))
        .orElse("nothing");
  }

  private void upload(ObjectId id, String content) {
    uploader.putObject(
        request -> request.bucket(id.bucket()).key(id.key()), RequestBody.fromString(content));
    awaitEvents();
  }

  private void letAMinutePass() {
    now.updateAndGet(time -> time.plus(Freshness.defaults().fresh()));
  }

  /**
   * Waits until the receivers have taken every notification, so that the story is always the same.
   */
  private void awaitEvents() {
    while (!server.delivery().isDone()) {
      Thread.onSpinWait();
    }
  }
}

package example.elasticache.clustersetup;

import example.elasticache.devservices.aws.ControlPlane;
import example.elasticache.devservices.aws.Timings;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import net.rubyeye.xmemcached.MemcachedSessionLocator;
import net.rubyeye.xmemcached.impl.ArrayMemcachedSessionLocator;
import net.rubyeye.xmemcached.impl.KetamaMemcachedSessionLocator;
import redis.clients.jedis.exceptions.JedisException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * The story of the chapter, on an ElastiCache on this machine.
 *
 * <p>{@code aws plan}, {@code aws create} and {@code aws delete} do the same in your AWS account,
 * after you have typed what it shows you; so does GALLERY_AWS=plan, and so on, in the environment.
 * {@code aws policy} prints what you must be allowed to do.
 */
public final class Main {
  private static final Place HERE = new Place(List.of("subnet-a", "subnet-b"), "sg-cache");
  private static final int KEYS = 1_000;

  // tag::main[]
  public static void main(String[] args) throws IOException {
    String verb = System.getenv("GALLERY_AWS");
    if (verb != null || args.length > 0) {
      RealAws.run(verb != null ? new String[] {"aws", verb} : args, System.in, System.out);
      return;
    }
    // AWS notices a dead primary after some seconds: here, after one.
    var timings = Timings.NONE.withFailover(Duration.ofSeconds(1));
    try (var plane = ControlPlane.with().timings(timings).start();
        var aws = AwsClients.at(plane.endpoint(), localKeys(), Region.EU_CENTRAL_1)) {
      var certificates = plane.certificates();
      var clients = CacheClients.trusting(certificates.trustStore(), certificates.password());
      run(aws, clients, System.out);
    }
  }

  // end::main[]

  private static StaticCredentialsProvider localKeys() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(ControlPlane.ACCESS_KEY_ID, ControlPlane.SECRET_ACCESS_KEY));
  }

  // tag::run[]
  static void run(AwsClients aws, CacheClients clients, PrintStream out) throws IOException {
    var chapter = new Chapter("gallery", HERE);
    var patience = new Patience(Duration.ofMinutes(1), Duration.ofMillis(100), line -> {});
    var setup = new Setup(chapter.steps(aws), patience, out);

    out.println("The plan");
    setup.printPlan();
    out.println();
    out.println("Create");
    setup.create();
    out.println();
    out.println("Endpoints");
    // Here, each is a free port of this machine, and another one tomorrow.
    chapter.endpoints(aws).forEach(line -> out.println("  " + line.replace("port ", "port ~")));

    useServerless(chapter, aws, clients, out);
    writeDuringFailover(chapter, aws, clients, patience, out);
    scaleOut(chapter, aws, patience, out);

    out.println();
    out.println("Delete");
    List<String> left = setup.delete();
    out.println("Left over: " + (left.isEmpty() ? "nothing" : String.join(", ", left)));
  }

  // end::run[]

  private static void useServerless(
      Chapter chapter, AwsClients aws, CacheClients clients, PrintStream out) {
    out.println();
    out.println("Log in to the serverless cache with IAM, over TLS");
    var token = IamAuthToken.forServerless(chapter.serverless(), chapter.user(), aws.region());
    var endpoint = chapter.serverlessEndpoint(aws);
    try (var cache = clients.cluster(endpoint, new IamLogin(token, aws.keys()))) {
      cache.set("app:greeting", "hello");
      out.println("  app:greeting is " + cache.get("app:greeting"));
      out.println("  their:secret? " + refusal(() -> cache.get("their:secret")));
    }
    var wrong = IamAuthToken.forServerless("another-cache", chapter.user(), aws.region());
    out.println(
        "  a token for another cache? "
            + refusal(() -> clients.cluster(endpoint, new IamLogin(wrong, aws.keys())).close()));
  }

  private static String refusal(Runnable attempt) {
    try {
      attempt.run();
      return "allowed";
    } catch (JedisException e) {
      // The cluster client hides why it could not log in among the suppressed ones.
      Throwable cause = e.getSuppressed().length > 0 ? e.getSuppressed()[0] : e;
      return String.valueOf(cause.getMessage()).split(" ")[0];
    }
  }

  private static void writeDuringFailover(
      Chapter chapter, AwsClients aws, CacheClients clients, Patience patience, PrintStream out) {
    out.println();
    out.println("Write to the cluster of our own while its primary fails");
    var token = IamAuthToken.forReplicationGroup(chapter.cluster(), chapter.user(), aws.region());
    var endpoint = chapter.nodeGroup(aws).primaryEndpoint();
    try (var redis = clients.single(endpoint, new IamLogin(token, aws.keys()))) {
      redis.set("app:counter", "0");
      var failover = new FutureTask<Void>(() -> failOver(chapter, aws, patience), null);
      new Thread(failover, "failover").start();
      var gap = new FailoverGap(redis, "app:counter").measure(failover::isDone);
      requireSuccess(failover);
      out.printf(
          "  ~%d writes succeeded, ~%d failed, and for ~%d ms none succeeded%n",
          gap.written(), gap.failed(), gap.longestGap().toMillis());
    }
  }

  private static void requireSuccess(FutureTask<Void> task) {
    try {
      task.get();
    } catch (ExecutionException e) {
      throw new SetupException("The failover did not succeed.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SetupException("Interrupted.", e);
    }
  }

  private static void failOver(Chapter chapter, AwsClients aws, Patience patience) {
    var elastiCache = aws.elastiCache();
    elastiCache.testFailover(r -> r.replicationGroupId(chapter.cluster()).nodeGroupId("0001"));
    patience.await(
        chapter.cluster(),
        "available",
        () ->
            elastiCache
                .describeReplicationGroups(r -> r.replicationGroupId(chapter.cluster()))
                .replicationGroups()
                .get(0)
                .status());
  }

  private static void scaleOut(Chapter chapter, AwsClients aws, Patience patience, PrintStream out)
      throws IOException {
    out.println();
    out.println("Add a third node to the Memcached cluster");
    var endpoint = chapter.memcachedEndpoint(aws);
    MemcachedSessionLocator modulo = new ArrayMemcachedSessionLocator();
    MemcachedSessionLocator ketama = new KetamaMemcachedSessionLocator();
    try (var byModulo = new MovedKeys(endpoint, modulo, "modulo-", KEYS);
        var byKetama = new MovedKeys(endpoint, ketama, "ketama-", KEYS)) {
      awaitNodes(patience, 2, byModulo, byKetama);
      byModulo.write();
      byKetama.write();
      aws.elastiCache()
          .modifyCacheCluster(
              r -> r.cacheClusterId(chapter.memcached()).numCacheNodes(3).applyImmediately(true));
      awaitNodes(patience, 3, byModulo, byKetama);
      out.printf("  modulo: ~%d of %d keys moved%n", byModulo.missing().size(), KEYS);
      out.printf("  Ketama: ~%d of %d keys moved%n", byKetama.missing().size(), KEYS);
    }
  }

  private static void awaitNodes(Patience patience, int nodes, MovedKeys... clients) {
    for (MovedKeys client : clients) {
      patience.await("nodes", String.valueOf(nodes), () -> String.valueOf(client.nodes()));
    }
  }

  private Main() {}
}

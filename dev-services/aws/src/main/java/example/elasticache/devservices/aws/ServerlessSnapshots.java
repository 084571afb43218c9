package example.elasticache.devservices.aws;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.services.elasticache.model.CreateServerlessCacheSnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.CreateServerlessCacheSnapshotResponse;
import software.amazon.awssdk.services.elasticache.model.DeleteServerlessCacheSnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteServerlessCacheSnapshotResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeServerlessCacheSnapshotsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeServerlessCacheSnapshotsResponse;
import software.amazon.awssdk.services.elasticache.model.ServerlessCacheConfiguration;
import software.amazon.awssdk.services.elasticache.model.ServerlessCacheSnapshot;

/** Snapshots of serverless caches; they outlive the cache. */
final class ServerlessSnapshots {

  /** What a cache gives: what it was, and what it held. */
  record Taken(ServerlessCacheConfiguration configuration, CompletableFuture<Dump> dump) {}

  private record Entry(ServerlessCacheSnapshot facts, CompletableFuture<Dump> dump, Lifecycle life)
      implements Resource {
    @Override
    public String arn() {
      return facts.arn();
    }
  }

  private final Registry<Entry> entries =
      new Registry<>(
          name ->
              Fault.notFound(
                  "ServerlessCacheSnapshotNotFoundFault", "Snapshot " + name + " not found."),
          name ->
              Fault.of(
                  "ServerlessCacheSnapshotAlreadyExistsFault", "Snapshot " + name + " exists."));
  private final Context context;
  private Function<String, Taken> caches;

  ServerlessSnapshots(Context context) {
    this.context = context;
    context.tags().ownedBy(arn -> entries.all().stream().anyMatch(e -> e.arn().equals(arn)));
  }

  /** Tells who takes them. */
  void takenBy(Function<String, Taken> caches) {
    this.caches = caches;
  }

  @Requires({"ServerlessCacheSnapshotName", "ServerlessCacheName"})
  CreateServerlessCacheSnapshotResponse create(CreateServerlessCacheSnapshotRequest r, Call call) {
    String name = Names.group("ServerlessCacheSnapshotName", r.serverlessCacheSnapshotName());
    entries.requireFree(name);
    Taken taken = caches.apply(r.serverlessCacheName());
    var facts =
        ServerlessCacheSnapshot.builder()
            .serverlessCacheSnapshotName(name)
            .arn(call.arn("serverlesssnapshot", name))
            .kmsKeyId(r.kmsKeyId())
            .snapshotType("manual")
            .createTime(context.clock().instant())
            .serverlessCacheConfiguration(taken.configuration)
            .build();
    var life =
        new Lifecycle(context.clock(), "available", context.timings().modifying(), taken.dump);
    var entry = new Entry(facts, taken.dump, life);
    entries.add(name, entry);
    context.tags().begin(facts.arn(), r.tags());
    return CreateServerlessCacheSnapshotResponse.builder()
        .serverlessCacheSnapshot(shown(entry))
        .build();
  }

  DescribeServerlessCacheSnapshotsResponse describe(
      DescribeServerlessCacheSnapshotsRequest r, Call call) {
    List<ServerlessCacheSnapshot> found =
        entries.matching(r.serverlessCacheSnapshotName()).stream()
            .filter(
                e ->
                    r.serverlessCacheName() == null
                        || r.serverlessCacheName()
                            .equals(e.facts.serverlessCacheConfiguration().serverlessCacheName()))
            .filter(e -> !"system".equals(r.snapshotType()))
            .map(ServerlessSnapshots::shown)
            .toList();
    return DescribeServerlessCacheSnapshotsResponse.builder()
        .serverlessCacheSnapshots(found)
        .build();
  }

  @Requires("ServerlessCacheSnapshotName")
  DeleteServerlessCacheSnapshotResponse delete(DeleteServerlessCacheSnapshotRequest r, Call call) {
    Entry entry = entries.get(r.serverlessCacheSnapshotName());
    if (!entry.life.mayEnd()) {
      throw Fault.of(
          "InvalidServerlessCacheSnapshotStateFault",
          "The snapshot is " + entry.life.status() + ": wait.");
    }
    entry.life.end(
        context.timings().deleting(), CompletableFuture.completedFuture("nothing to close"));
    return DeleteServerlessCacheSnapshotResponse.builder()
        .serverlessCacheSnapshot(shown(entry))
        .build();
  }

  private static ServerlessCacheSnapshot shown(Entry entry) {
    return entry.facts.toBuilder().status(entry.life.status()).build();
  }

  /** Returns the keys to restore, if any; at most one ARN, since a cache here is one engine. */
  Optional<CompletableFuture<Dump>> toRestore(List<String> arns) {
    if (arns.size() > 1) {
      throw Fault.notSimulated("A restore from more than one snapshot");
    }
    return arns.stream()
        .findFirst()
        .map(
            arn ->
                entries.all().stream()
                    .filter(e -> e.arn().equals(arn) && e.life.isSettled())
                    .findFirst()
                    .orElseThrow(
                        () -> Fault.badValue("There is no available snapshot " + arn + "."))
                    .dump);
  }
}

package example.elasticache.devservices.aws;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.services.elasticache.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.CreateSnapshotResponse;
import software.amazon.awssdk.services.elasticache.model.DeleteSnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteSnapshotResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.elasticache.model.Snapshot;

/** Snapshots of replication groups; they outlive the group. */
final class Snapshots {

  /** What a group gives: what it was, and what it held. */
  record Taken(Snapshot facts, CompletableFuture<Dump> dump) {}

  private record Entry(Snapshot facts, CompletableFuture<Dump> dump, Lifecycle life)
      implements Resource {
    @Override
    public String arn() {
      return facts.arn();
    }
  }

  private final Registry<Entry> entries =
      new Registry<>(
          name -> Fault.notFound("SnapshotNotFoundFault", "Snapshot " + name + " not found."),
          name -> Fault.of("SnapshotAlreadyExistsFault", "Snapshot " + name + " exists."));
  private final Context context;
  private Function<String, Taken> groups;
  private Function<String, String> groupOfNode;

  Snapshots(Context context) {
    this.context = context;
    context.tags().ownedBy(arn -> entries.all().stream().anyMatch(e -> e.arn().equals(arn)));
  }

  /** Tells who takes them, and which group a node belongs to. */
  void takenBy(Function<String, Taken> groups, Function<String, String> groupOfNode) {
    this.groups = groups;
    this.groupOfNode = groupOfNode;
  }

  @Requires("SnapshotName")
  CreateSnapshotResponse create(CreateSnapshotRequest r, Call call) {
    String name = Names.group("SnapshotName", r.snapshotName());
    if ((r.replicationGroupId() == null) == (r.cacheClusterId() == null)) {
      throw Fault.badCombination("Say either ReplicationGroupId or CacheClusterId.");
    }
    entries.requireFree(name);
    String group =
        r.replicationGroupId() == null
            ? groupOfNode.apply(r.cacheClusterId())
            : r.replicationGroupId();
    Taken taken = groups.apply(group);
    Snapshot facts =
        taken.facts.toBuilder()
            .snapshotName(name)
            .snapshotSource("manual")
            .cacheClusterId(r.cacheClusterId())
            .kmsKeyId(r.kmsKeyId())
            .arn(call.arn("snapshot", name))
            .build();
    var life =
        new Lifecycle(context.clock(), "available", context.timings().modifying(), taken.dump);
    var entry = new Entry(facts, taken.dump, life);
    entries.add(name, entry);
    context.tags().begin(facts.arn(), r.tags());
    return CreateSnapshotResponse.builder().snapshot(shown(entry)).build();
  }

  DescribeSnapshotsResponse describe(DescribeSnapshotsRequest r, Call call) {
    List<Snapshot> found =
        entries.matching(r.snapshotName()).stream()
            .filter(
                e ->
                    r.replicationGroupId() == null
                        || r.replicationGroupId().equals(e.facts.replicationGroupId()))
            .filter(
                e ->
                    r.cacheClusterId() == null
                        || r.cacheClusterId().equals(e.facts.cacheClusterId()))
            // The service says manual, and is asked for user.
            .filter(e -> !"system".equals(r.snapshotSource()))
            .map(Snapshots::shown)
            .toList();
    return DescribeSnapshotsResponse.builder().snapshots(found).build();
  }

  @Requires("SnapshotName")
  DeleteSnapshotResponse delete(DeleteSnapshotRequest r, Call call) {
    Entry entry = entries.get(r.snapshotName());
    if (!entry.life.mayEnd()) {
      throw Fault.of("InvalidSnapshotState", "The snapshot is " + entry.life.status() + ": wait.");
    }
    entry.life.end(
        context.timings().deleting(), CompletableFuture.completedFuture("nothing to close"));
    return DeleteSnapshotResponse.builder().snapshot(shown(entry)).build();
  }

  private static Snapshot shown(Entry entry) {
    String status = entry.life.status();
    return entry.facts.toBuilder()
        .snapshotStatus(status.equals("create-failed") ? "failed" : status)
        .build();
  }

  /**
   * Returns the keys to restore; that there are none is a wrong value, says the service's model.
   */
  Taken toRestore(String name) {
    if (!entries.has(name) || !entries.get(name).life.isSettled()) {
      throw Fault.badValue("There is no available snapshot " + name + ".");
    }
    Entry entry = entries.get(name);
    return new Taken(entry.facts, entry.dump);
  }
}

package example.elasticache.devservices.aws;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.elasticache.model.CacheUsageLimits;
import software.amazon.awssdk.services.elasticache.model.CreateServerlessCacheRequest;
import software.amazon.awssdk.services.elasticache.model.CreateServerlessCacheResponse;
import software.amazon.awssdk.services.elasticache.model.DataStorage;
import software.amazon.awssdk.services.elasticache.model.DeleteServerlessCacheRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteServerlessCacheResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeServerlessCachesRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeServerlessCachesResponse;
import software.amazon.awssdk.services.elasticache.model.Endpoint;
import software.amazon.awssdk.services.elasticache.model.ModifyServerlessCacheRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyServerlessCacheResponse;
import software.amazon.awssdk.services.elasticache.model.ServerlessCache;
import software.amazon.awssdk.services.elasticache.model.ServerlessCacheConfiguration;
import software.amazon.awssdk.services.elasticache.model.SourceType;

/** Serverless caches: a name, a limit and a user group, and an engine that one need not size. */
final class ServerlessCaches {
  private static final int LONGEST_NAME = 40;
  private static final List<String> DEFAULT_SUBNETS = List.of("subnet-local-a", "subnet-local-b");

  private static final class Entry implements Resource {
    private final AccessControl access;
    private final CompletableFuture<ServerlessEngine> engine;
    private final Lifecycle life;
    private ServerlessCache facts;

    Entry(
        ServerlessCache facts,
        AccessControl access,
        CompletableFuture<ServerlessEngine> engine,
        Lifecycle life) {
      this.facts = facts;
      this.access = access;
      this.engine = engine;
      this.life = life;
    }

    String name() {
      return facts.serverlessCacheName();
    }

    @Override
    public Lifecycle life() {
      return life;
    }

    @Override
    public String arn() {
      return facts.arn();
    }
  }

  private final Registry<Entry> caches =
      new Registry<>(
          name ->
              Fault.notFound(
                  "ServerlessCacheNotFoundFault", "Serverless cache " + name + " not found."),
          name ->
              Fault.of(
                  "ServerlessCacheAlreadyExistsFault", "Serverless cache " + name + " exists."));
  private final Context context;
  private final IamTokens tokens;
  private final UserGroups groups;
  private final ServerlessSnapshots snapshots;

  ServerlessCaches(
      Context context, IamTokens tokens, UserGroups groups, ServerlessSnapshots snapshots) {
    this.context = context;
    this.tokens = tokens;
    this.groups = groups;
    this.snapshots = snapshots;
    snapshots.takenBy(this::snapshot);
    groups.onChange(this::usersChanged);
    context.tags().ownedBy(arn -> caches.all().stream().anyMatch(c -> c.arn().equals(arn)));
  }

  @Requires({"ServerlessCacheName", "Engine"})
  CreateServerlessCacheResponse create(CreateServerlessCacheRequest r, Call call) {
    String name = Names.cache("ServerlessCacheName", r.serverlessCacheName(), LONGEST_NAME);
    caches.requireFree(name);
    String engineName = r.engine();
    if (engineName.equals("memcached")) {
      throw Fault.notSimulated("A serverless cache for Memcached");
    }
    Users.requireEngine(engineName);
    requireSubnets(r.subnetIds());
    Optional<CompletableFuture<Dump>> first = snapshots.toRestore(r.snapshotArnsToRestore());
    List<EngineUser> users = groups.usersOf(r.userGroupId(), engineName);
    var audience = new IamTokens.Audience(name, true, call.region());
    var access = new AccessControl(tokens, audience, users, context.log());
    Integer gigabytes = gigabytes(r.cacheUsageLimits());
    CompletableFuture<ServerlessEngine> engine =
        context.later(
            source(name),
            () -> {
              var started =
                  new ServerlessEngine(
                      name, context.certificates(), access, first.map(CompletableFuture::join));
              started.limit(gigabytes);
              tell(name, "Serverless cache is ready, served by " + started.description());
              return started;
            });
    String version = Engines.newestOf(engineName, r.majorEngineVersion());
    var facts =
        ServerlessCache.builder()
            .serverlessCacheName(name)
            .description(Optional.ofNullable(r.description()).orElse(" "))
            .createTime(context.clock().instant())
            .engine(engineName)
            .majorEngineVersion(version.substring(0, version.indexOf('.')))
            .fullEngineVersion(version)
            .cacheUsageLimits(r.cacheUsageLimits())
            .kmsKeyId(r.kmsKeyId())
            .securityGroupIds(r.securityGroupIds())
            .subnetIds(r.subnetIds().isEmpty() ? DEFAULT_SUBNETS : r.subnetIds())
            .userGroupId(r.userGroupId())
            .snapshotRetentionLimit(Optional.ofNullable(r.snapshotRetentionLimit()).orElse(0))
            .dailySnapshotTime(r.dailySnapshotTime())
            .arn(call.arn("serverlesscache", name))
            .build();
    var life = new Lifecycle(context.clock(), "available", context.timings().creating(), engine);
    var entry = new Entry(facts, access, engine, life);
    caches.add(name, entry);
    context.tags().begin(facts.arn(), r.tags());
    tell(name, "Serverless cache is being created");
    return CreateServerlessCacheResponse.builder().serverlessCache(shown(entry)).build();
  }

  private static void requireSubnets(List<String> subnets) {
    if (!subnets.isEmpty() && (subnets.size() < 2 || subnets.size() > 3)) {
      throw Fault.badValue("A serverless cache lies in two or three subnets of different zones.");
    }
  }

  private static Integer gigabytes(CacheUsageLimits limits) {
    if (limits == null || limits.dataStorage() == null) {
      return null;
    }
    DataStorage storage = limits.dataStorage();
    Integer most = storage.maximum();
    if (!"GB".equals(storage.unitAsString())) {
      throw Fault.badValue("The unit of DataStorage must be GB.");
    }
    if (most != null && (most < 1 || most > 5_000)) {
      throw Fault.badValue("DataStorage has a maximum from 1 to 5000 GB.");
    }
    return most;
  }

  @Requires("ServerlessCacheName")
  ModifyServerlessCacheResponse modify(ModifyServerlessCacheRequest r, Call call) {
    Entry entry = available(r.serverlessCacheName());
    if (r.engine() != null || r.majorEngineVersion() != null) {
      throw Fault.notSimulated("A change of engine or version");
    }
    ServerlessCache.Builder changed = entry.facts.toBuilder();
    if (r.description() != null) {
      changed.description(r.description());
    }
    if (r.snapshotRetentionLimit() != null) {
      changed.snapshotRetentionLimit(r.snapshotRetentionLimit());
    }
    if (r.hasSecurityGroupIds()) {
      changed.securityGroupIds(r.securityGroupIds());
    }
    if (r.cacheUsageLimits() != null) {
      changed.cacheUsageLimits(r.cacheUsageLimits());
    }
    if (r.userGroupId() != null) {
      changed.userGroupId(r.userGroupId());
    } else if (Boolean.TRUE.equals(r.removeUserGroup())) {
      changed.userGroupId(null);
    }
    ServerlessCache facts = changed.build();
    entry.access.admit(groups.usersOf(facts.userGroupId(), facts.engine()));
    Integer gigabytes = gigabytes(facts.cacheUsageLimits());
    ServerlessEngine engine = entry.engine.join();
    CompletableFuture<?> work =
        context.later(
            source(entry.name()),
            () -> {
              engine.applyUsers();
              engine.limit(gigabytes);
              return null;
            });
    entry.facts = facts;
    entry.life.begin("modifying", context.timings().modifying(), work);
    tell(entry.name(), "Serverless cache is being modified");
    return ModifyServerlessCacheResponse.builder().serverlessCache(shown(entry)).build();
  }

  DescribeServerlessCachesResponse describe(DescribeServerlessCachesRequest r, Call call) {
    String name =
        r.serverlessCacheName() == null
            ? null
            : Names.cache("ServerlessCacheName", r.serverlessCacheName(), LONGEST_NAME);
    return DescribeServerlessCachesResponse.builder()
        .serverlessCaches(caches.matching(name).stream().map(this::shown).toList())
        .build();
  }

  @Requires("ServerlessCacheName")
  DeleteServerlessCacheResponse delete(DeleteServerlessCacheRequest r, Call call) {
    Entry entry = caches.get(Names.cache("ServerlessCacheName", r.serverlessCacheName(), 40));
    if (r.finalSnapshotName() != null) {
      throw Fault.notSimulated("FinalSnapshotName");
    }
    requireState(entry.life.mayEnd(), entry.name());
    CompletableFuture<?> closing =
        entry.engine.handleAsync(
            (engine, failure) -> {
              if (engine != null) {
                engine.close();
              }
              tell(entry.name(), "Serverless cache is deleted");
              return null;
            },
            context.background());
    entry.life.end(context.timings().deleting(), closing);
    return DeleteServerlessCacheResponse.builder().serverlessCache(shown(entry)).build();
  }

  private ServerlessSnapshots.Taken snapshot(String name) {
    Entry entry = available(name);
    ServerlessEngine engine = entry.engine.join();
    var configuration =
        ServerlessCacheConfiguration.builder()
            .serverlessCacheName(entry.name())
            .engine(entry.facts.engine())
            .majorEngineVersion(entry.facts.majorEngineVersion())
            .build();
    tell(entry.name(), "Snapshot is being created");
    return new ServerlessSnapshots.Taken(
        configuration, context.later(source(entry.name()), engine::dump));
  }

  private Entry available(String name) {
    Entry entry = caches.get(Names.cache("ServerlessCacheName", name, LONGEST_NAME));
    requireState(entry.life.isSettled(), entry.name());
    return entry;
  }

  private static void requireState(boolean right, String name) {
    if (!right) {
      throw Fault.of(
          "InvalidServerlessCacheStateFault",
          "Serverless cache " + name + " is not in the state for this: wait.");
    }
  }

  private ServerlessCache shown(Entry entry) {
    ServerlessCache.Builder shown = entry.facts.toBuilder().status(entry.life.status());
    if (entry.life.isSettled() || entry.life.status().equals("modifying")) {
      ServerlessEngine engine = entry.engine.join();
      shown.endpoint(endpoint(engine.port())).readerEndpoint(endpoint(engine.readerPort()));
    }
    return shown.build();
  }

  static Endpoint endpoint(int port) {
    return Endpoint.builder().address("localhost").port(port).build();
  }

  private void usersChanged(String groupId) {
    for (Entry entry : caches.all()) {
      if (groupId.equals(entry.facts.userGroupId()) && !entry.life.isEnding()) {
        entry.access.admit(groups.usersOf(groupId, entry.facts.engine()));
        entry.engine.thenAcceptAsync(ServerlessEngine::applyUsers, context.background());
      }
    }
  }

  /** Returns the names of the caches with a user group. */
  List<String> withUserGroup(String groupId) {
    return caches.all().stream()
        .filter(c -> Objects.equals(c.facts.userGroupId(), groupId))
        .map(Entry::name)
        .toList();
  }

  /** Ends every engine, whatever is under way. */
  void close() {
    caches.all().forEach(entry -> Closing.of(entry.engine));
  }

  private static Events.Source source(String name) {
    return new Events.Source(SourceType.SERVERLESS_CACHE, name);
  }

  private void tell(String name, String what) {
    context.events().add(source(name), what);
  }
}

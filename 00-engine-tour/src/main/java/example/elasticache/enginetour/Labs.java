package example.elasticache.enginetour;

import example.elasticache.devservices.DockerEngine;
import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.Server;
import example.elasticache.devservices.topology.RedisCluster;
import example.elasticache.devservices.topology.RedisReplicas;
import example.elasticache.devservices.topology.RedisSentinels;
import example.elasticache.enginetour.OwnServers.Nodes;
import example.elasticache.enginetour.memcached.CompareAndSet;
import example.elasticache.enginetour.memcached.Increment;
import example.elasticache.enginetour.memcached.LostNode;
import example.elasticache.enginetour.memcached.ManyNodes;
import example.elasticache.enginetour.memcached.MemoryPerEntry;
import example.elasticache.enginetour.memcached.MultiGet;
import example.elasticache.enginetour.memcached.NoStructures;
import example.elasticache.enginetour.memcached.PageCache;
import example.elasticache.enginetour.memcached.QueryCache;
import example.elasticache.enginetour.memcached.ScaleOut;
import example.elasticache.enginetour.memcached.SlabClasses;
import example.elasticache.enginetour.redis.ChatHistory;
import example.elasticache.enginetour.redis.ClientSideCaching;
import example.elasticache.enginetour.redis.Counter;
import example.elasticache.enginetour.redis.EventLog;
import example.elasticache.enginetour.redis.Eviction;
import example.elasticache.enginetour.redis.Failover;
import example.elasticache.enginetour.redis.FieldExpiry;
import example.elasticache.enginetour.redis.LastItem;
import example.elasticache.enginetour.redis.Leaderboard;
import example.elasticache.enginetour.redis.LiveChat;
import example.elasticache.enginetour.redis.LostWrites;
import example.elasticache.enginetour.redis.ManyKeys;
import example.elasticache.enginetour.redis.ManySlots;
import example.elasticache.enginetour.redis.Persistence;
import example.elasticache.enginetour.redis.ReplicaLag;
import example.elasticache.enginetour.redis.SessionHash;
import example.elasticache.enginetour.redis.ShardedChannels;
import example.elasticache.enginetour.redis.Slots;
import example.elasticache.enginetour.redis.TimeToLive;
import example.elasticache.enginetour.redis.Transfer;
import example.elasticache.enginetour.redis.UniqueVisitors;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.impl.KetamaMemcachedSessionLocator;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;

/** All labs in the order of the chapter, each with the servers that it needs. */
final class Labs {

  /** A lab by name, and its point in a few words. */
  record Entry(String name, String point, Setting setting) {}

  /** Brings up what a lab needs beside the shared servers, runs it, and ends what it brought up. */
  @FunctionalInterface
  interface Setting {
    void show(PrintStream out) throws Exception;
  }

  private final List<Entry> entries = new ArrayList<>();

  Labs(UnifiedJedis redis, URI endpoint, MemcachedClient memcached) {
    add("counter", "INCR counts, GET and SET forget", new Counter(redis));
    add("time-to-live", "SET takes the expiry away", new TimeToLive(redis));
    add("leaderboard", "a sorted set ranks, and ties can be fair", new Leaderboard(redis));
    add("chat-history", "a list keeps what you trim it to", new ChatHistory(redis));
    add("live-chat", "Pub/Sub keeps nothing, a stream does", new LiveChat(redis));
    add("unique-visitors", "sets are compared on the server", new UniqueVisitors(redis));
    add("session-hash", "a hash is changed field by field", new SessionHash(redis));
    entries.add(
        new Entry(
            "field-expiry",
            "a field can end before its hash",
            out -> onNewerRedis(redis, FieldExpiry::new, out)));
    add("transfer", "MULTI rolls nothing back", new Transfer(redis));
    add("last-item", "WATCH notices who came in between", new LastItem(redis));
    add("event-log", "delivered is not done", new EventLog(redis));
    add("client-side-caching", "the server calls copies back", new ClientSideCaching(endpoint));
    add("many-keys", "a hundred keys in one command", new ManyKeys(redis));
    onRedis(
        () -> RedisServer.start("--maxmemory", "4mb"),
        "eviction",
        "volatile-lru refuses what cannot expire",
        (server, out) -> {
          try (var small = Clients.redis(server.uri())) {
            show(new Eviction(small), out);
          }
        });
    entries.add(
        new Entry(
            "persistence",
            "what a killed server remembers",
            ifRedisStarts(out -> show(new Persistence(OwnServers::machine), out))));
    onRedis(
        () -> RedisReplicas.start(1),
        "replica-lag",
        "a replica has what has arrived",
        (group, out) -> show(new ReplicaLag(OwnServers.pair(group)), out));
    onRedis(
        () -> RedisReplicas.start(1),
        "lost-writes",
        "acknowledged is not replicated",
        (group, out) -> show(new LostWrites(OwnServers.pair(group)), out));
    onRedis(
        RedisSentinels::start,
        "failover",
        "automatic, and still noticed",
        (group, out) -> show(new Failover(OwnServers.watched(group)), out));
    onCluster("slots", "one script, one slot", Slots::new);
    onCluster("many-slots", "MGET ends at its slot", ManySlots::new);
    onCluster("sharded-channels", "PUBLISH goes to every node", ShardedChannels::new);
    add("page-cache", "a key is short and has no spaces", new PageCache(memcached));
    add("query-cache", "parameters belong to the key", new QueryCache(memcached));
    add("multi-get", "a hundred keys in one request", new MultiGet(memcached));
    on(
        () -> Nodes.start(4),
        "many-nodes",
        "the client splits a multi-get",
        (servers, out) -> show(new ManyNodes(servers.addresses()), out));
    add("compare-and-set", "cas notices who came in between", new CompareAndSet(memcached));
    add("increment", "decr stops at zero", new Increment(memcached));
    add("no-structures", "a value is fetched whole", new NoStructures(memcached, redis));
    onRedis(
        RedisServer::start,
        "memory-per-entry",
        "what a row takes",
        (server, out) -> {
          try (var own = Clients.redis(server.uri())) {
            onRealMemcached(memcached, client -> new MemoryPerEntry(own, client), out);
          }
        });
    entries.add(
        new Entry(
            "slab-classes",
            "an item takes a whole chunk",
            out -> onRealMemcached(memcached, SlabClasses::new, out)));
    on(
        () -> Nodes.start(5),
        "scale-out",
        "who spreads the keys decides how many move",
        (servers, out) -> show(new ScaleOut(servers.addresses()), out));
    on(
        () -> Nodes.start(4),
        "lost-node",
        "the others do not have its keys",
        (servers, out) -> show(new LostNode(servers.nodes()), out));
  }

  private void add(String name, String point, Lab lab) {
    entries.add(new Entry(name, point, out -> show(lab, out)));
  }

  /** What to do with servers of a lab's own. */
  @FunctionalInterface
  private interface Use<S> {
    void with(S servers, PrintStream out) throws Exception;
  }

  private <S extends AutoCloseable> void on(
      Supplier<S> starter, String name, String point, Use<S> use) {
    entries.add(new Entry(name, point, out -> with(starter, use, out)));
  }

  private <S extends AutoCloseable> void onRedis(
      Supplier<S> starter, String name, String point, Use<S> use) {
    entries.add(new Entry(name, point, ifRedisStarts(out -> with(starter, use, out))));
  }

  private static <S extends AutoCloseable> void with(
      Supplier<S> starter, Use<S> use, PrintStream out) throws Exception {
    S servers = starter.get();
    try {
      use.with(servers, out);
    } finally {
      servers.close();
    }
  }

  /** A named endpoint or Docker serves the other labs; these have to start and kill servers. */
  private static Setting ifRedisStarts(Setting setting) {
    return out -> {
      if (RedisServer.available()) {
        setting.show(out);
      } else {
        out.println(
            "  skipped: this starts servers of its own: put valkey-server or redis-server on the PATH");
      }
    };
  }

  private void onCluster(String name, String point, Function<RedisClusterClient, Lab> lab) {
    onRedis(
        () -> RedisCluster.start(3, 0),
        name,
        point,
        (servers, out) -> {
          try (var cluster = Clients.cluster(servers.addresses())) {
            show(lab.apply(cluster), out);
          }
        });
  }

  /** Runs a lab on the shared Redis, or on one that Docker lends where that one is too old. */
  private static void onNewerRedis(
      UnifiedJedis shared, Function<UnifiedJedis, Lab> lab, PrintStream out) throws Exception {
    Lab here = lab.apply(shared);
    Optional<String> missing = here.missing();
    Optional<Server> lent = missing.isEmpty() ? Optional.empty() : DockerEngine.REDIS.start();
    if (lent.isPresent()) {
      try (Server server = lent.get();
          var newer = Clients.redis(uri(server))) {
        sayLent(DockerEngine.REDIS, out);
        show(lab.apply(newer), out);
      }
    } else {
      show(here, out);
      missing.ifPresent(
          m -> out.printf("  (Docker with the image %s would do)%n", DockerEngine.REDIS.image()));
    }
  }

  private static URI uri(Server server) {
    var address = server.address();
    return URI.create("redis://" + address.getHostString() + ":" + address.getPort());
  }

  /** Runs a lab on the shared Memcached, or on one that Docker lends where that is the stand-in. */
  private static void onRealMemcached(
      MemcachedClient shared, Function<MemcachedClient, Lab> lab, PrintStream out)
      throws Exception {
    boolean real = new SlabClasses(shared).missing().isEmpty();
    Optional<Server> lent = real ? Optional.empty() : DockerEngine.MEMCACHED.start();
    if (lent.isEmpty()) {
      show(lab.apply(shared), out);
      return;
    }
    try (Server server = lent.get()) {
      sayLent(DockerEngine.MEMCACHED, out);
      var client =
          Clients.memcached(new KetamaMemcachedSessionLocator(), List.of(server.address()));
      try {
        show(lab.apply(client), out);
      } finally {
        client.shutdown();
      }
    }
  }

  private static void sayLent(DockerEngine engine, PrintStream out) {
    out.printf("  %-52s %s%n", "lent by Docker, for the shared server lacks this", engine.image());
  }

  private static void show(Lab lab, PrintStream out) throws Exception {
    var missing = lab.missing();
    if (missing.isPresent()) {
      out.println("  skipped: " + missing.get());
    } else {
      lab.run(out);
    }
  }

  /** Returns all, in order. */
  List<Entry> all() {
    return List.copyOf(entries);
  }
}

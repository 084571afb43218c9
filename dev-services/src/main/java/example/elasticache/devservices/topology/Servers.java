package example.elasticache.devservices.topology;

import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.RedisSetup;
import example.elasticache.devservices.ServerException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/** What every group of servers needs: start at once, wait for each other, end together. */
final class Servers {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long LOOK_MILLIS = 20;

  /** Starts all at once; if one does not start, none is left. */
  static List<RedisServer> start(List<RedisSetup> setups) {
    List<CompletableFuture<RedisServer>> starts =
        setups.stream().map(setup -> CompletableFuture.supplyAsync(() -> setup.start())).toList();
    List<RedisServer> servers = new ArrayList<>();
    RuntimeException failure = null;
    for (CompletableFuture<RedisServer> start : starts) {
      try {
        servers.add(start.join());
      } catch (CompletionException e) {
        failure = e.getCause() instanceof RuntimeException cause ? cause : e;
      }
    }
    if (failure != null) {
      close(servers);
      throw failure;
    }
    return servers;
  }

  static void close(List<RedisServer> servers) {
    servers.forEach(RedisServer::close);
  }

  /** Lets a first copy of the data begin at once, and a lost link be seen soon. */
  static RedisSetup replicating(RedisSetup setup) {
    return setup.set("repl-diskless-sync-delay", 0).set("repl-ping-replica-period", 1);
  }

  /** Makes a server a replica, also after its restart. */
  static void follow(RedisServer replica, InetSocketAddress primary) {
    replica.call("REPLICAOF", "127.0.0.1", String.valueOf(primary.getPort()));
    replica.call("CONFIG", "REWRITE");
  }

  /** Makes a server take writes, also after its restart. */
  static void lead(RedisServer replica) {
    replica.call("REPLICAOF", "NO", "ONE");
    replica.call("CONFIG", "REWRITE");
  }

  /** Waits until this is so; servers that do not answer yet count as no. */
  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!holds(condition)) {
      if (System.nanoTime() > end) {
        throw new ServerException(
            "After " + LIMIT.toSeconds() + " seconds it was still not so: " + what + ".");
      }
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ServerException("Interrupted.", e);
      }
    }
  }

  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (ServerException notYet) {
      return false;
    }
  }

  private Servers() {}
}

package example.elasticache.enginetour;

import example.elasticache.devservices.MemcachedServer;
import example.elasticache.devservices.MemcachedStandIn;
import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.Server;
import example.elasticache.devservices.topology.RedisReplicas;
import example.elasticache.devservices.topology.RedisSentinels;
import example.elasticache.enginetour.memcached.Node;
import example.elasticache.enginetour.redis.Failover;
import example.elasticache.enginetour.redis.Machine;
import example.elasticache.enginetour.redis.Pair;
import example.elasticache.enginetour.redis.Persistence;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import redis.clients.jedis.HostAndPort;

/** Shows the servers of dev-services to the labs in the labs' own words. */
public final class OwnServers {

  /** Starts a server that persists in this way. */
  public static Machine machine(Persistence.Mode mode) {
    RedisServer server = RedisServer.start(mode.settings().toArray(String[]::new));
    return new Machine() {
      @Override
      public URI uri() {
        return server.uri();
      }

      @Override
      public void kill() {
        server.kill();
      }

      @Override
      public void restart() {
        server.restart();
      }

      @Override
      public void close() {
        server.close();
      }
    };
  }

  /** Returns the primary and the first replica of this group. */
  public static Pair pair(RedisReplicas group) {
    return new Pair() {
      @Override
      public URI primary() {
        return group.primary().uri();
      }

      @Override
      public URI replica() {
        return group.replicas().get(0).uri();
      }

      @Override
      public void holdLink() {
        group.link().holdReplies();
      }

      @Override
      public void breakLink() {
        group.link().blackHole();
      }

      @Override
      public void healLink() {
        group.link().heal();
        group.awaitInSync();
      }

      @Override
      public void killPrimary() {
        group.primary().kill();
      }

      @Override
      public void promoteReplica() {
        group.promote(group.replicas().get(0));
      }
    };
  }

  /** Returns this group as a client sees it. */
  public static Failover.Watched watched(RedisSentinels group) {
    return new Failover.Watched() {
      @Override
      public Set<HostAndPort> sentinels() {
        return group.addresses().stream()
            .map(address -> new HostAndPort(address.getHostString(), address.getPort()))
            .collect(Collectors.toSet());
      }

      @Override
      public String name() {
        return RedisSentinels.MASTER_NAME;
      }

      @Override
      public void killPrimary() {
        group.primary().kill();
      }
    };
  }

  /** Memcached nodes of a lab's own, the real ones where this machine has them. */
  public record Nodes(List<Server> servers) implements AutoCloseable {

    /** Starts so many. */
    public static Nodes start(int count) {
      boolean real = MemcachedServer.program().isPresent();
      return new Nodes(
          Stream.<Server>generate(() -> real ? MemcachedServer.start() : MemcachedStandIn.start())
              .limit(count)
              .toList());
    }

    /** Returns where they listen. */
    public List<InetSocketAddress> addresses() {
      return servers.stream().map(Server::address).toList();
    }

    /** Returns them as a lab sees them. */
    public List<Node> nodes() {
      return servers.stream().map(OwnServers::node).toList();
    }

    @Override
    public void close() {
      servers.forEach(Server::close);
    }
  }

  private static Node node(Server server) {
    return new Node() {
      @Override
      public InetSocketAddress address() {
        return server.address();
      }

      @Override
      public void kill() {
        server.kill();
      }

      @Override
      public void restart() {
        server.restart();
      }
    };
  }

  private OwnServers() {}
}

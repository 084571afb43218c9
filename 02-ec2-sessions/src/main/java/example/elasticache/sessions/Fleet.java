package example.elasticache.sessions;

import example.elasticache.sessions.web.Balancer;
import example.elasticache.sessions.web.ChildInstance;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Instances of the application behind a balancer; each instance is a JVM of its own. */
final class Fleet implements AutoCloseable {
  private final URI store;
  private final Balancer balancer;
  private final Deque<ChildInstance> instances = new ArrayDeque<>();
  private final List<ChildInstance> retired = new ArrayList<>();
  private char nextName = 'A';

  /** Starts the instances, all at once, and returns when all of them listen. */
  Fleet(int size, URI store, int port, SSLContext tls) {
    this.store = store;
    this.balancer = new Balancer(port, tls);
    List<ChildInstance> starting = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      starting.add(start());
    }
    starting.forEach(this::join);
  }

  private ChildInstance start() {
    return ChildInstance.start(String.valueOf(nextName++), store);
  }

  private void join(ChildInstance starting) {
    instances.add(starting);
    balancer.add(starting.awaitReady().address());
  }

  /** Returns where browsers reach it. */
  URI uri() {
    return balancer.uri();
  }

  /** Kills the instance with this name; the balancer finds out by itself. */
  void kill(String name) {
    ChildInstance victim =
        instances.stream().filter(i -> i.name().equals(name)).findFirst().orElseThrow();
    instances.remove(victim);
    victim.kill();
  }

  /** Starts one more instance, and returns its name. */
  String add() {
    join(start());
    return instances.getLast().name();
  }

  /** Replaces the oldest instance: the new one answers before the old one goes. */
  void replaceOldest() {
    ChildInstance old = instances.removeFirst();
    add();
    balancer.remove(old.address());
    old.retire();
    retired.add(old);
  }

  /** Returns how many instances there are. */
  int size() {
    return instances.size();
  }

  @Override
  public void close() {
    balancer.close();
    retired.addAll(instances);
    retired.forEach(ChildInstance::retire); // all at once, then wait for each
    retired.forEach(ChildInstance::close);
  }
}

package example.elasticache.devservices.aws;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The resources of one kind by their names; one whose end is over is not there any more. */
final class Registry<T extends Resource> {
  private final Map<String, T> resources = new TreeMap<>();
  private final Function<String, Fault> absent;
  private final Function<String, Fault> taken;

  Registry(Function<String, Fault> absent, Function<String, Fault> taken) {
    this.absent = absent;
    this.taken = taken;
  }

  /** Throws unless the name is free. */
  void requireFree(String name) {
    if (living().containsKey(name)) {
      throw taken.apply(name);
    }
  }

  void add(String name, T resource) {
    living().put(name, resource);
  }

  T get(String name) {
    T found = living().get(name);
    if (found == null) {
      throw absent.apply(name);
    }
    return found;
  }

  boolean has(String name) {
    return living().containsKey(name);
  }

  List<T> all() {
    return List.copyOf(living().values());
  }

  /** Returns the one with this name, or all where none is named. */
  List<T> matching(String nameOrNull) {
    return nameOrNull == null ? all() : List.of(get(nameOrNull));
  }

  private Map<String, T> living() {
    resources.values().removeIf(resource -> resource.life().isGone());
    return resources;
  }
}

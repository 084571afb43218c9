package example.elasticache.clustersetup;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Collects in what an existing resource is not the wanted one. */
final class Difference {
  private final List<String> found = new ArrayList<>();

  Difference of(String what, Object wanted, Object is) {
    if (!Objects.equals(wanted, is)) {
      found.add(what + " is " + is + ", not " + wanted);
    }
    return this;
  }

  List<String> all() {
    return List.copyOf(found);
  }
}

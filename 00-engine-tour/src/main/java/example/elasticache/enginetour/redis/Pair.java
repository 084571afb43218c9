package example.elasticache.enginetour.redis;

import java.net.URI;

/** A primary and its replica, with a link between them that a lab may break. */
public interface Pair {

  /** Returns where the server listens that takes writes. */
  URI primary();

  /** Returns where the other listens. */
  URI replica();

  /** Lets what the primary sends wait on its way. */
  void holdLink();

  /** Lets nothing pass, in either direction. */
  void breakLink();

  /** Lets everything pass again, and what has waited arrive. */
  void healLink();

  /** Ends the primary as SIGKILL does. */
  void killPrimary();

  /** Makes the replica the primary. */
  void promoteReplica();
}

package example.elasticache.s3metadata.degradation;

import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Set;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** What went wrong with a call to the cache, as far as anybody can do something about it. */
public enum CacheFault {
  /** No connection, or no whole answer in time. */
  UNREACHABLE,
  /** All connections are in use by other callers. */
  BUSY,
  /** The cache refuses this user or its password: somebody has to act. */
  DENIED,
  /** The server is a replica now: the connections lead to the wrong node. */
  READ_ONLY,
  /** The server answered that it cannot: out of memory, loading, cluster down. */
  REFUSED,
  /** What came back was no answer to the question. */
  GARBLED;

  // tag::of[]
  /** Returns the kind of a failure, whatever the client threw. */
  static CacheFault of(Throwable failure) {
    for (Throwable cause : causes(failure)) {
      if (cause instanceof JedisAccessControlException) {
        return DENIED;
      }
      if (cause instanceof JedisDataException) {
        return String.valueOf(cause.getMessage()).startsWith("READONLY") ? READ_ONLY : REFUSED;
      }
      if (cause instanceof NoSuchElementException) {
        return BUSY;
      }
    }
    // A reply of the wrong type becomes a ClassCastException, which is no JedisException.
    return failure instanceof JedisException ? UNREACHABLE : GARBLED;
  }

  // end::of[]

  /** Returns whether the server answered at all: then asking it again costs little. */
  boolean answered() {
    return this == READ_ONLY || this == REFUSED;
  }

  private static Set<Throwable> causes(Throwable failure) {
    Set<Throwable> causes = new LinkedHashSet<>();
    collect(failure, causes);
    return causes;
  }

  private static void collect(Throwable failure, Set<Throwable> causes) {
    // A pipeline that also fails to close suppresses an exception that was caused by the first.
    for (Throwable t = failure; t != null && causes.add(t); t = t.getCause()) {
      // The cluster client keeps the reason here.
      for (Throwable also : t.getSuppressed()) {
        collect(also, causes);
      }
    }
  }
}

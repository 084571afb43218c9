package example.elasticache.lambdacache;

import java.net.SocketTimeoutException;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Set;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** What went wrong with a call to the cache, as far as anybody can do something about it. */
public enum CacheFault {
  /** The connection was cut, or could not be made. */
  CUT,
  /** No whole answer in time. */
  LATE,
  /** All connections are in use. */
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
    Set<Throwable> causes = causes(failure);
    if (any(causes, JedisAccessControlException.class)) {
      return DENIED;
    }
    if (any(causes, SocketTimeoutException.class)) {
      return LATE;
    }
    if (any(causes, NoSuchElementException.class)) {
      return BUSY;
    }
    for (Throwable cause : causes) {
      if (cause instanceof JedisDataException) {
        return String.valueOf(cause.getMessage()).startsWith("READONLY") ? READ_ONLY : REFUSED;
      }
    }
    // A reply of the wrong type becomes a ClassCastException, which is no JedisException.
    return failure instanceof JedisException ? CUT : GARBLED;
  }

  // end::of[]

  /** Returns whether a fresh connection may help at once. */
  boolean isOfTheConnection() {
    return this == CUT || this == READ_ONLY;
  }

  private static boolean any(Set<Throwable> causes, Class<? extends Throwable> type) {
    return causes.stream().anyMatch(type::isInstance);
  }

  private static Set<Throwable> causes(Throwable failure) {
    Set<Throwable> causes = new LinkedHashSet<>();
    collect(failure, causes);
    return causes;
  }

  private static void collect(Throwable failure, Set<Throwable> causes) {
    for (Throwable t = failure; t != null && causes.add(t); t = t.getCause()) {
      // The cluster client keeps the reason here.
      for (Throwable also : t.getSuppressed()) {
        collect(also, causes);
      }
    }
  }
}

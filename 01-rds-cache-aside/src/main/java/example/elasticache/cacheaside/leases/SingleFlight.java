package example.elasticache.cacheaside.leases;

import example.elasticache.cacheaside.StoreBusyException;
import example.elasticache.cacheaside.StoreException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Lets one caller per key do the work; who comes meanwhile waits, and shares what it brings. */
final class SingleFlight<V> {

  /** What a flight brought, and a moment, by {@link #now}, at which that was true. */
  record Landing<V>(V value, long trueAt) {}

  private final ConcurrentMap<Long, CompletableFuture<Landing<V>>> flights =
      new ConcurrentHashMap<>();
  private final AtomicLong moments = new AtomicLong();
  private final Duration patience;

  /** Nobody waits longer than this for somebody else's flight. */
  SingleFlight(Duration patience) {
    this.patience = patience;
  }

  /** Returns a moment after all those returned before; two clock readings could be the same. */
  long now() {
    return moments.incrementAndGet();
  }

  // tag::join[]
  /** Returns what was true of the key at some moment after this call began. */
  V join(long key, Supplier<Landing<V>> flight) {
    long came = now();
    while (true) {
      var own = new CompletableFuture<Landing<V>>();
      var other = flights.putIfAbsent(key, own);
      if (other == null) {
        return fly(key, own, flight).value();
      }
      Landing<V> landing = await(key, other);
      // A writer may have finished since that was true, and before we came: then fly again.
      if (landing.trueAt() > came) {
        return landing.value();
      }
    }
  }

  // end::join[]

  private Landing<V> fly(long key, CompletableFuture<Landing<V>> own, Supplier<Landing<V>> flight) {
    try {
      Landing<V> landing = flight.get();
      flights.remove(key, own);
      own.complete(landing);
      return landing;
    } catch (Throwable failure) {
      flights.remove(key, own);
      own.completeExceptionally(failure);
      throw failure;
    }
  }

  private Landing<V> await(long key, CompletableFuture<Landing<V>> other) {
    try {
      return other.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StoreBusyException busy
          ? new StoreBusyException(busy.getMessage(), busy)
          : new StoreException("The load of " + key + ", shared with other callers, failed.", e);
    } catch (TimeoutException e) {
      throw new StoreBusyException(key + " was not loaded within " + patience + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("Interrupted while waiting for the load of " + key + ".", e);
    }
  }
}

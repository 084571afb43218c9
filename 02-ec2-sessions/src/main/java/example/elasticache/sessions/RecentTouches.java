package example.elasticache.sessions;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers which sessions this instance has renewed lately, so that it need not do so again. */
final class RecentTouches {
  private static final int MOST = 10_000;

  private final long every;
  private final InstantSource clock;
  private final Map<String, Long> touched =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        // Forgetting one too early costs one renewal more, and nothing else.
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST;
        }
      };

  RecentTouches(Duration every, InstantSource clock) {
    this.every = every.toMillis();
    this.clock = clock;
  }

  /** Returns whether the session is due; if so, counts it as renewed. */
  synchronized boolean due(String hash) {
    if (every == 0) {
      return true;
    }
    long now = clock.millis();
    Long last = touched.get(hash);
    if (last != null && now - last < every && now >= last) {
      return false;
    }
    touched.remove(hash);
    touched.put(hash, now);
    return true;
  }

  /** Forgets the session: the next read renews it. */
  synchronized void forget(String hash) {
    touched.remove(hash);
  }
}

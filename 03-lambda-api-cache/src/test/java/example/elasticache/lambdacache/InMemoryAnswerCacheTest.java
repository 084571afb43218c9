package example.elasticache.lambdacache;

import java.time.InstantSource;

class InMemoryAnswerCacheTest implements AnswerCacheContract {
  private final AnswerCache cache = new InMemoryAnswerCache(LEASE, InstantSource.system());

  @Override
  public AnswerCache cache() {
    return cache;
  }
}

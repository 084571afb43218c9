package example.elasticache.lambdacache.stages;

import example.elasticache.lambdacache.Answer;
import example.elasticache.lambdacache.Answer.Source;
import example.elasticache.lambdacache.AnswerCache;
import example.elasticache.lambdacache.Answers;
import example.elasticache.lambdacache.ApiCall;
import example.elasticache.lambdacache.Budget;
import example.elasticache.lambdacache.CachePolicy;
import example.elasticache.lambdacache.Copy;
import example.elasticache.lambdacache.Lease;
import example.elasticache.lambdacache.Routes;
import example.elasticache.lambdacache.Upstream;
import example.elasticache.lambdacache.UpstreamResponse;
import example.elasticache.lambdacache.gateway.GatewayRequest;
import java.time.InstantSource;

/** Stage 3: only what may be kept is kept, and no longer than the upstream API allows. */
public final class SelectiveApiCache implements Answers {
  private static final Lease NOBODYS = new Lease("stage3");

  private final Routes routes;
  private final Upstream upstream;
  private final AnswerCache cache;
  private final CachePolicy policy;
  private final InstantSource clock;

  public SelectiveApiCache(
      Routes routes,
      Upstream upstream,
      AnswerCache cache,
      CachePolicy policy,
      InstantSource clock) {
    this.routes = routes;
    this.upstream = upstream;
    this.cache = cache;
    this.policy = policy;
    this.clock = clock;
  }

  // tag::answer[]
  @Override
  public Answer answer(GatewayRequest request, Budget budget) {
    ApiCall call = routes.match(request);
    if (cache.find(call, budget) instanceof Copy copy && copy.isFresh(clock.instant())) {
      return new Answer(copy.status(), copy.body(), Source.HIT);
    }

    UpstreamResponse response = upstream.get(call.toUpstream(), budget);
    policy.copy(call, response).ifPresent(copy -> cache.keep(call, NOBODYS, copy, budget));
    return new Answer(response.status(), response.body(), Source.MISS);
  }
  // end::answer[]
}

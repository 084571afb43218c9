package example.elasticache.lambdacache.stages;

import static java.nio.charset.StandardCharsets.UTF_8;

import example.elasticache.lambdacache.Answer;
import example.elasticache.lambdacache.Answer.Source;
import example.elasticache.lambdacache.Answers;
import example.elasticache.lambdacache.ApiCall;
import example.elasticache.lambdacache.Budget;
import example.elasticache.lambdacache.EscapedJson;
import example.elasticache.lambdacache.Routes;
import example.elasticache.lambdacache.Upstream;
import example.elasticache.lambdacache.UpstreamResponse;
import example.elasticache.lambdacache.gateway.GatewayRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;

/** Stage 2: the key is made of what the answer depends on, and of nothing else. */
public final class KeyedApiCache implements Answers {
  private static final int AN_HOUR = 3600;

  private final Routes routes;
  private final Upstream upstream;
  private final UnifiedJedis redis;

  public KeyedApiCache(Routes routes, Upstream upstream, UnifiedJedis redis) {
    this.routes = routes;
    this.upstream = upstream;
    this.redis = redis;
  }

  // tag::answer[]
  @Override
  public Answer answer(GatewayRequest request, Budget budget) {
    ApiCall call = routes.match(request);
    String key = "api_answer:stage2:" + call.key();
    String copy = redis.get(key);
    if (copy != null) {
      return new Answer(200, json(copy), Source.HIT);
    }

    UpstreamResponse response = upstream.get(call.toUpstream(), budget);
    if (response.status() == 200) {
      redis.set(key, response.body().unescaped(), SetParams.setParams().ex(AN_HOUR));
    }
    return new Answer(response.status(), response.body(), Source.MISS);
  }

  // end::answer[]

  private static EscapedJson json(String text) {
    try {
      return EscapedJson.of(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("The copy in the cache is broken.", e);
    }
  }
}

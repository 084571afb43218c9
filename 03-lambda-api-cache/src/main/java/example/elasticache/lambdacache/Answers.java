package example.elasticache.lambdacache;

import example.elasticache.lambdacache.gateway.GatewayRequest;

/** Answers requests that came through API Gateway. */
public interface Answers {

  /**
   * Returns the answer, within the budget.
   *
   * @throws UpstreamException if the upstream API does not answer and nothing else can
   */
  Answer answer(GatewayRequest request, Budget budget);
}

package example.elasticache.lambdacache;

/** The truth: the API whose answers this function passes on. */
public interface Upstream {

  /**
   * Asks it, within the budget.
   *
   * @throws UpstreamException if it does not answer with what this function may pass on
   */
  UpstreamResponse get(UpstreamRequest request, Budget budget);
}

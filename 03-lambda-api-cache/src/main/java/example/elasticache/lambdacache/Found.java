package example.elasticache.lambdacache;

/** What the cache has to say about a call. */
public sealed interface Found permits Copy, Found.Nothing, Found.PassOn {

  /** It knows nothing. */
  record Nothing() implements Found {}

  /** The answer may not be kept: asking together saves nothing, so each asks for himself. */
  record PassOn() implements Found {}
}

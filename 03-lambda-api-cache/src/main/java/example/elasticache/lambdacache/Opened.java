package example.elasticache.lambdacache;

/**
 * What the cache says to whoever wants to ask the upstream API: what there is now, and whose turn
 * it is.
 */
public sealed interface Opened {

  /** Returns what the cache holds at this moment. */
  Found found();

  /** It is the asker's turn. */
  record Granted(Found found) implements Opened {}

  /** Somebody else is asking at this moment. */
  record Taken(Found found) implements Opened {}

  /** Somebody has asked a moment ago, in vain. */
  record HeldOff(Found found) implements Opened {}
}

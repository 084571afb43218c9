package example.elasticache.lambdacache;

/** What the function answers: a status, a JSON text, and where it came from. */
public record Answer(int status, EscapedJson body, Source source) {

  /** Where an answer came from; the client sees it in the header {@code X-Cache}. */
  public enum Source {
    /** A fresh copy. */
    HIT,
    /** The upstream API; a copy is kept if it may be. */
    MISS,
    /** A copy that is too old, because the upstream API does not answer, or is being asked. */
    STALE,
    /** The function itself, which refuses or cannot answer. */
    NONE
  }

  /** Returns an answer of the function itself, with a short text for people. */
  public static Answer error(int status, String text) {
    return new Answer(status, EscapedJson.message(text), Source.NONE);
  }
}

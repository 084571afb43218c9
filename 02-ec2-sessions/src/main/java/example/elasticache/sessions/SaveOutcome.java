package example.elasticache.sessions;

/** What became of a save. */
// tag::type[]
public enum SaveOutcome {
  /** It is kept. */
  SAVED,
  /** Somebody else saved in between: nothing was changed, so read again. */
  OVERTAKEN,
  /** The session has ended in between: nothing was changed, and nothing can be. */
  ENDED
}
// end::type[]

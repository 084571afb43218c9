package example.elasticache.benchmarks;

/** Keeps sessions; S is the copy of a session that one request works on. */
public interface SessionLibrary<S> {

  /** Begins the session of a user, and returns its id. */
  String logIn(String user);

  /** Returns the session as a request finds it: it has been used just now. */
  S open(String id);

  /** Counts one more visit in the session. */
  void countVisit(S session);

  /** Does what is left to do when the request ends. */
  void close(S session);

  /** Ends the session. */
  void logOut(String id);

  /** Returns the visits, or -1 if the session does not live. */
  long visits(String id);

  /** Serves a request that only looks at the session. */
  default S read(String id) {
    S session = open(id);
    close(session);
    return session;
  }

  /** Serves a request that changes the session. */
  default S write(String id) {
    S session = open(id);
    countVisit(session);
    close(session);
    return session;
  }
}

package example.elasticache.cacheaside;

import java.sql.SQLException;

/** The store could not answer: the caller cannot know what is true. */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says which request failed; the cause says why. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns whether a write may have been committed all the same: its answer was lost. */
  public boolean mayHaveBeenWritten() {
    // SQL states of class 08 are failures of the connection, not of the statement.
    return getCause() instanceof SQLException sql
        && sql.getSQLState() != null
        && sql.getSQLState().startsWith("08");
  }
}

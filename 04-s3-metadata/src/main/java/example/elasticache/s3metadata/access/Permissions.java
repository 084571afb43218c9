package example.elasticache.s3metadata.access;

import example.elasticache.s3metadata.ObjectId;

// tag::type[]
/** Who may look at what: asked on every call, and its answer is never kept. */
public interface Permissions {

  /** Returns whether the caller may look at the object now; fails if it cannot tell. */
  boolean mayRead(String caller, ObjectId id);
}
// end::type[]

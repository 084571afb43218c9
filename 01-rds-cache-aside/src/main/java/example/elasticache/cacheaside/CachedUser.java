package example.elasticache.cacheaside;

// tag::type[]
/** What a cache knows about one user: the user itself, that there is none, or nothing. */
public sealed interface CachedUser {

  /** The cache holds a copy. */
  record Present(UserInfo user) implements CachedUser {}

  /** The cache remembers that the store had no such user. */
  record Absent() implements CachedUser {}

  /** The cache cannot say; ask the store. */
  record Unknown() implements CachedUser {}
}
// end::type[]

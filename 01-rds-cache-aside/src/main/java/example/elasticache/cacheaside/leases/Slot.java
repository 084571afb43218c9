package example.elasticache.cacheaside.leases;

import example.elasticache.cacheaside.UserInfo;

// tag::type[]
/** What a slot of the cache turned out to be. */
public sealed interface Slot {

  /** It holds a copy of the user. */
  record Present(UserInfo user) implements Slot {}

  /** It remembers that there is no such user. */
  record Absent() implements Slot {}

  /** It holds nothing of use: open it. */
  record Empty() implements Slot {}

  /** It was empty, and is now reserved: read the store and fill it. */
  record Granted(Lease lease) implements Slot {}

  /** Somebody else has the lease, and will fill it soon. */
  record Taken() implements Slot {}

  /** It cannot be filled now: read the store and keep nothing. */
  record Closed() implements Slot {}
}
// end::type[]

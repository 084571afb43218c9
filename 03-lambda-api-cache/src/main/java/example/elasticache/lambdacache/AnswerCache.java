package example.elasticache.lambdacache;

import java.time.Duration;

/** The copies of upstream answers, for all sandboxes of the function. They may vanish any time. */
public interface AnswerCache {

  /** Looks; this is all that a hit costs. */
  Found find(ApiCall call, Budget budget);

  /** Looks once more, and takes this lease unless somebody else has one. */
  Opened open(ApiCall call, Lease wanted, Budget budget);

  /** Keeps a copy for as long as it is usable, and gives the lease back. */
  void keep(ApiCall call, Lease lease, Copy copy, Budget budget);

  /** Remembers for this long that the answer may not be kept, and gives the lease back. */
  void passOn(ApiCall call, Lease lease, Duration time, Budget budget);

  /** Turns the lease into a hold-off: nobody asks the upstream API for this long. */
  void holdOff(ApiCall call, Lease lease, Duration time, Budget budget);

  /** Gives the lease back. */
  void release(ApiCall call, Lease lease, Budget budget);
}

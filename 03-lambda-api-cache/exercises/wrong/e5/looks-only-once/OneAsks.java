package e5;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Lets one sandbox of many ask the upstream API, and the others wait for its answer. */
public final class OneAsks {

  /** What all sandboxes share: a copy, and the lease of whoever may fetch it. */
  public interface Shared {
    /** Returns the copy, if there is one. */
    Optional<String> copy();

    /** Takes the lease with this token, unless somebody has it; it ends by itself after a while. */
    boolean takeLease(String token);

    /** Leaves a copy for everybody. */
    void put(String answer);

    /** Gives the lease back; one with another token stays. */
    void release(String token);
  }

  private final Shared shared;
  private final Supplier<String> upstream;
  private final Runnable pause;

  public OneAsks(Shared shared, Supplier<String> upstream, Runnable pause) {
    this.shared = shared;
    this.upstream = upstream;
    this.pause = pause;
  }

  /** Returns the answer; nothing if another sandbox has not brought one after so many looks. */
  public Optional<String> answer(int looks) {
    String token = UUID.randomUUID().toString();
    for (int i = 0; i < looks; i++) {
      Optional<String> copy = shared.copy();
      if (copy.isPresent()) {
        return copy;
      }
      if (shared.takeLease(token)) {
        return Optional.of(load(token));
      }
      pause.run();
    }
    return Optional.empty();
  }

  private String load(String token) {
    try {
      String answer = upstream.get();
      shared.put(answer);
      return answer;
    } finally {
      shared.release(token);
    }
  }
}

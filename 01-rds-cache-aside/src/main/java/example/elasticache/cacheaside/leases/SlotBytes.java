package example.elasticache.cacheaside.leases;

import static java.nio.charset.StandardCharsets.US_ASCII;

import example.elasticache.cacheaside.CachedUser;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserInfoJson;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a slot holds, as bytes: a user's JSON, {@code null}, {@code lease:TOKEN} or {@code held}.
 */
final class SlotBytes {
  private static final byte[] LEASE = "lease:".getBytes(US_ASCII);
  private static final byte[] HELD = "held".getBytes(US_ASCII);

  static byte[] of(Lease lease) {
    return ("lease:" + lease.token()).getBytes(US_ASCII);
  }

  static byte[] of(Optional<UserInfo> loaded) {
    return loaded.map(UserInfoJson::write).orElseGet(UserInfoJson::writeAbsent);
  }

  /** Returns what closes a slot for the hold-off after a write. */
  static byte[] held() {
    return HELD.clone();
  }

  /** Returns what the bytes say; {@link Slot.Empty} also for bytes that say nothing of use. */
  static Slot read(long id, byte[] bytes) {
    if (bytes == null) {
      return new Slot.Empty();
    }
    if (bytes.length > LEASE.length
        && Arrays.equals(bytes, 0, LEASE.length, LEASE, 0, LEASE.length)) {
      return new Slot.Taken();
    }
    if (Arrays.equals(bytes, HELD)) {
      return new Slot.Closed();
    }
    CachedUser copy = UserInfoJson.read(id, bytes);
    if (copy instanceof CachedUser.Present present) {
      return new Slot.Present(present.user());
    }
    return copy instanceof CachedUser.Absent ? new Slot.Absent() : new Slot.Empty();
  }

  private SlotBytes() {}
}

package example.elasticache.benchmarks.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import example.elasticache.cacheaside.UserInfo;
import java.nio.ByteBuffer;

/** A user as bare bytes, by position: about the least that a value can cost. */
public final class CompactCodec {

  /** Returns the bytes of a user. */
  public static byte[] write(UserInfo user) {
    byte[] name = user.name().getBytes(UTF_8);
    byte[] plan = user.plan().getBytes(UTF_8);
    return ByteBuffer.allocate(20 + name.length + plan.length)
        .putLong(user.id())
        .putLong(user.version())
        .putShort((short) name.length)
        .put(name)
        .putShort((short) plan.length)
        .put(plan)
        .array();
  }

  /** Returns the user of such bytes. */
  public static UserInfo read(byte[] bytes) {
    var buffer = ByteBuffer.wrap(bytes);
    long id = buffer.getLong();
    long version = buffer.getLong();
    String name = text(buffer);
    String plan = text(buffer);
    return new UserInfo(id, name, plan, version);
  }

  private static String text(ByteBuffer buffer) {
    int length = buffer.getShort();
    var text = new String(buffer.array(), buffer.position(), length, UTF_8);
    buffer.position(buffer.position() + length);
    return text;
  }

  private CompactCodec() {}
}

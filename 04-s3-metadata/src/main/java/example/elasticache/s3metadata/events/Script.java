package example.elasticache.s3metadata.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** A Lua script, sent by its hash; in full only to a server that does not know it yet. */
final class Script {
  private final byte[] text;
  private final byte[] sha1;

  Script(String lua) {
    this.text = lua.getBytes(UTF_8);
    this.sha1 = HexFormat.of().formatHex(sha1(text)).getBytes(UTF_8);
  }

  /** Runs as one step: no other command comes between its own. */
  boolean run(UnifiedJedis redis, byte[] key, byte[]... arguments) {
    try {
      return isOne(redis.evalsha(sha1, List.of(key), List.of(arguments)));
    } catch (JedisNoScriptException restartedOrNew) {
      return isOne(redis.eval(text, List.of(key), List.of(arguments)));
    }
  }

  private static boolean isOne(Object reply) {
    return Long.valueOf(1).equals(reply);
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-1.", e);
    }
  }
}

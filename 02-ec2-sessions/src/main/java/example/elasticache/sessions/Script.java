package example.elasticache.sessions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** A Lua script, sent by its hash; in full only to a server that does not know it yet. */
public final class Script {
  private final String lua;
  private final String sha1;

  public Script(String lua) {
    this.lua = lua;
    this.sha1 = sha1(lua);
  }

  // tag::run[]
  /** Runs as one step: no other command comes between its own. */
  public Object run(UnifiedJedis redis, List<String> keys, Object... arguments) {
    List<String> texts = List.of(arguments).stream().map(String::valueOf).toList();
    try {
      return redis.evalsha(sha1, keys, texts);
    } catch (JedisNoScriptException restartedOrNew) {
      return redis.eval(lua, keys, texts);
    }
  }

  // end::run[]

  private static String sha1(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-1.", e);
    }
  }
}

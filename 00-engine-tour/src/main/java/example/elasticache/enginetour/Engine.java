package example.elasticache.enginetour;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.UnifiedJedis;

/** Which engine answers, and its version: Valkey counts on its own since it left Redis 7.2. */
public record Engine(String name, int major, int minor) {
  private static final Pattern VERSION = Pattern.compile("_version:(\\d+)\\.(\\d+)");

  // tag::of[]
  /** Asks the server. */
  public static Engine of(UnifiedJedis redis) {
    return parse(redis.info("server"));
  }

  static Engine parse(String info) {
    // Valkey also says redis_version:7.2.4, for clients that look for nothing else.
    boolean valkey = info.contains("valkey_version:");
    Matcher version = VERSION.matcher(info.substring(Math.max(0, info.indexOf("valkey_version:"))));
    if (!version.find()) {
      throw new IllegalArgumentException("The server does not say its version.");
    }
    return new Engine(
        valkey ? "Valkey" : "Redis",
        Integer.parseInt(version.group(1)),
        Integer.parseInt(version.group(2)));
  }

  // end::of[]

  /** Returns what to print when this engine is older than a feature, else nothing. */
  public Optional<String> lacks(String feature, String sinceRedis, String sinceValkey) {
    String since = name.equals("Valkey") ? sinceValkey : sinceRedis;
    String[] parts = since.split("\\.");
    boolean has =
        major > Integer.parseInt(parts[0])
            || major == Integer.parseInt(parts[0]) && minor >= Integer.parseInt(parts[1]);
    return has
        ? Optional.empty()
        : Optional.of(
            "%s needs Redis %s or Valkey %s; this is %s"
                .formatted(feature, sinceRedis, sinceValkey, this));
  }

  @Override
  public String toString() {
    return name + " " + major + "." + minor;
  }
}

package example.elasticache.clustersetup;

import example.elasticache.devservices.AclUser;
import example.elasticache.devservices.Certificates;
import example.elasticache.devservices.RedisServer;
import java.util.Collection;
import java.util.List;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.SslOptions;

/** The user of the chapter, with its very access string and a password in place of IAM. */
final class AppUser {
  static final AclUser USER = new AclUser("gallery-app", "secret", AccessSteps.ACCESS);

  /** Returns a client's settings for it; the caller adds TLS and limits of its own. */
  static DefaultJedisClientConfig.Builder login() {
    return DefaultJedisClientConfig.builder().user(USER.name()).password(USER.password());
  }

  static SslOptions trusting(Certificates certificates) {
    return SslOptions.builder()
        .truststore(certificates.trustStore().toFile(), certificates.password().toCharArray())
        .trustStoreType("PKCS12")
        .build();
  }

  /** Returns what the engines have refused to anybody since they were told to forget it. */
  static List<?> refusals(Collection<RedisServer> engines) {
    return engines.stream()
        .flatMap(engine -> ((List<?>) engine.call("ACL", "LOG")).stream())
        .toList();
  }

  static void forgetRefusals(Collection<RedisServer> engines) {
    engines.forEach(engine -> engine.call("ACL", "LOG", "RESET"));
  }

  private AppUser() {}
}

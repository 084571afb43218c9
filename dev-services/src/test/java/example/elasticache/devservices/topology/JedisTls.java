package example.elasticache.devservices.topology;

import example.elasticache.devservices.AclUser;
import example.elasticache.devservices.Certificates;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.SslOptions;

/** How Jedis is told whom to trust. */
final class JedisTls {

  static DefaultJedisClientConfig.Builder trusting(Certificates certificates) {
    return DefaultJedisClientConfig.builder()
        .sslOptions(
            SslOptions.builder()
                .truststore(
                    certificates.trustStore().toFile(), certificates.password().toCharArray())
                .trustStoreType("PKCS12")
                .build());
  }

  static DefaultJedisClientConfig.Builder trusting(Certificates certificates, AclUser user) {
    return trusting(certificates).user(user.name()).password(user.password());
  }

  private JedisTls() {}
}

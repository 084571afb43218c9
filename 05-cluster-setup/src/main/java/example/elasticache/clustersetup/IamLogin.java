package example.elasticache.clustersetup;

import redis.clients.authentication.core.IdentityProvider;
import redis.clients.authentication.core.SimpleToken;
import redis.clients.authentication.core.Token;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.RedisCredentials;
import redis.clients.jedis.RedisCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Signs a fresh token whenever Jedis wants to log in; its text shows none.
 *
 * <p>As credentials provider it serves each new connection: right for Lambda, which has no
 * background threads. As identity provider it serves Jedis' AuthXManager, which also logs in again
 * on pooled connections, before their twelve hours are over: right for a service that runs for
 * days.
 */
public final class IamLogin implements RedisCredentialsProvider, IdentityProvider {
  private final IamAuthToken token;
  private final AwsCredentialsProvider keys;

  /** Signs with the keys of the moment: those of a role change within hours. */
  public IamLogin(IamAuthToken token, AwsCredentialsProvider keys) {
    this.token = token;
    this.keys = keys;
  }

  @Override
  public RedisCredentials get() {
    return new DefaultRedisCredentials(token.user(), sign());
  }

  @Override
  public Token requestToken() {
    long now = System.currentTimeMillis();
    return new SimpleToken(
        token.user(), sign(), now + IamAuthToken.LIFE.toMillis(), now, java.util.Map.of());
  }

  private String sign() {
    return token.sign(keys.resolveCredentials());
  }

  @Override
  public String toString() {
    return "IamLogin[" + token + "]";
  }
}

package example.elasticache.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.devservices.AclUser;
import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.RedisSetup;
import example.elasticache.sessions.availability.Clients;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisAccessControlException;

/** The user that the chapter recommends can do all that is needed, and no more. */
class LeastPrivilegeIT {
  // tag::access[]
  /** The access string, as {@code aws elasticache create-user} takes it. */
  private static final String ACCESS =
      """
      ~session:v1:* -@all +@connection +cluster|slots +time +eval +evalsha \
      +get +getdel +set +del +exists +pexpire +zadd +zrange +zrem""";

  // end::access[]

  @Test
  void theUserOfTheChapterCanRunEveryVerbAndTouchNothingElse() {
    var user = new AclUser("sessions", "secret", ACCESS);
    try (RedisServer server = new RedisSetup().users(user).start();
        var redis =
            Clients.redis(
                URI.create("redis://sessions:secret@127.0.0.1:" + server.address().getPort()),
                SslOptions.defaults())) {
      var sessions = new Sessions(new RedisSessionRepository(redis, Lifetimes.defaults()));
      Session before = sessions.begin();
      Session session = sessions.logIn(Optional.of(before.id()), "ada");
      session = sessions.find(session.id()).orElseThrow();
      assertThat(sessions.update(session, s -> s.with(Attribute.VISITS, "1"))).isPresent();
      session = sessions.renew(session).orElseThrow();
      sessions.logOut(session.id());
      assertThat(sessions.logOutEverywhere("ada")).isZero();
      assertThat((List<?>) server.call("ACL", "LOG")).isEmpty();

      assertThatThrownBy(() -> redis.get("user_info:v1:1"))
          .isInstanceOf(JedisAccessControlException.class);
      assertThatThrownBy(() -> redis.keys("*")).isInstanceOf(JedisAccessControlException.class);
      assertThatThrownBy(redis::flushAll).isInstanceOf(JedisAccessControlException.class);
      assertThatThrownBy(() -> redis.hset("session:v1:{00}:x", Map.of("a", "b")))
          .isInstanceOf(JedisAccessControlException.class);
    }
  }
}

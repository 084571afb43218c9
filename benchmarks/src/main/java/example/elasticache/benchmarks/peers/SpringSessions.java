package example.elasticache.benchmarks.peers;

import example.elasticache.benchmarks.SessionLibrary;
import java.net.URI;
import java.time.Instant;
import java.util.function.Function;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.data.redis.RedisIndexedSessionRepository;
import org.springframework.session.data.redis.RedisSessionRepository;

/** Spring Session by its defaults; a request does here what Spring Session's filter does. */
public final class SpringSessions implements SessionLibrary<Session>, AutoCloseable {
  private static final String VISITS = "visits";

  private final GenericApplicationContext context = new GenericApplicationContext();
  private final SessionRepository<Session> sessions;

  /**
   * The sessions have a type of their own, which is not public; each goes back where it is from.
   */
  @SuppressWarnings("unchecked")
  private <F extends RedisConnectionFactory> SpringSessions(
      Class<F> type,
      F connections,
      Function<RedisTemplate<String, Object>, SessionRepository<?>> repository) {
    context.registerBean(type, () -> connections);
    context.refresh();
    var template = new RedisTemplate<String, Object>();
    template.setConnectionFactory(connections);
    template.setKeySerializer(RedisSerializer.string());
    template.setHashKeySerializer(RedisSerializer.string());
    template.afterPropertiesSet();
    sessions = (SessionRepository<Session>) repository.apply(template);
  }

  /** Starts one that talks to Redis by Jedis. */
  public static SpringSessions onJedis(URI redis) {
    return new SpringSessions(
        JedisConnectionFactory.class,
        new JedisConnectionFactory(server(redis)),
        RedisSessionRepository::new);
  }

  /** Starts one that talks to Redis by Lettuce, Spring Boot's default. */
  public static SpringSessions onLettuce(URI redis) {
    return new SpringSessions(
        LettuceConnectionFactory.class,
        new LettuceConnectionFactory(server(redis)),
        RedisSessionRepository::new);
  }

  /** Starts one on Lettuce that can find all sessions of a user, as this project's can. */
  public static SpringSessions indexed(URI redis) {
    return new SpringSessions(
        LettuceConnectionFactory.class,
        new LettuceConnectionFactory(server(redis)),
        RedisIndexedSessionRepository::new);
  }

  private static RedisStandaloneConfiguration server(URI redis) {
    return new RedisStandaloneConfiguration(redis.getHost(), redis.getPort());
  }

  @Override
  public String logIn(String user) {
    Session session = sessions.createSession();
    session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, user);
    session.setAttribute(VISITS, 0L);
    sessions.save(session);
    return session.getId();
  }

  @Override
  public Session open(String id) {
    Session session = sessions.findById(id);
    session.setLastAccessedTime(Instant.now());
    return session;
  }

  @Override
  public void countVisit(Session session) {
    session.setAttribute(VISITS, session.<Long>getRequiredAttribute(VISITS) + 1);
  }

  @Override
  public void close(Session session) {
    try {
      sessions.save(session);
    } catch (IllegalStateException invalidated) {
      // The user has logged out meanwhile, and Spring Session has seen it.
    }
  }

  @Override
  public void logOut(String id) {
    sessions.deleteById(id);
  }

  @Override
  public long visits(String id) {
    try {
      Session session = sessions.findById(id);
      return session == null ? -1 : session.<Long>getRequiredAttribute(VISITS);
    } catch (IllegalStateException incomplete) {
      // A save that came after the logout has left its own fields there, and no others.
      return 0;
    }
  }

  @Override
  public void close() {
    context.close();
  }
}

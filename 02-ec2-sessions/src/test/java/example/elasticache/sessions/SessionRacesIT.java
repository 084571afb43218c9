package example.elasticache.sessions;

import static example.elasticache.devservices.Service.MEMCACHED;
import static example.elasticache.devservices.Service.REDIS;
import static example.elasticache.sessions.Attribute.THEME;
import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.DevServices;
import example.elasticache.devservices.faults.RespGate;
import example.elasticache.sessions.availability.Clients;
import example.elasticache.sessions.stages.GuardedSessions;
import example.elasticache.sessions.stages.JsonSessions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import net.rubyeye.xmemcached.MemcachedClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;

/** Requests against logouts, logins and each other, on real servers. */
@Isolated
class SessionRacesIT {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Lifetimes MANY = Lifetimes.defaults().withPerUser(1_000);
  private static final SessionRaces RACES = new SessionRaces();
  private static DevServices services;
  private static RedisClient redis;
  private static MemcachedClient memcached;

  @BeforeAll
  static void connect() {
    services = DevServices.start(REDIS, MEMCACHED);
    redis = RedisClient.create(services.redis());
    memcached = Clients.memcached(services.memcached());
    memcached.setOpTimeout(5_000); // for a busy machine: these tests are not about time
  }

  @AfterAll
  static void disconnect() throws Exception {
    RACES.close();
    memcached.shutdown();
    redis.close();
    services.close();
  }

  @BeforeEach
  void empty() throws Exception {
    redis.flushAll();
    memcached.flushAll();
  }

  static Stream<SessionRepository> guarded() {
    return Stream.of(
        new GuardedSessions(redis, HOUR),
        new RedisSessionRepository(redis, MANY),
        new MemcachedSessionRepository(memcached, MANY, InstantSource.system()));
  }

  /** The proof that the races are real: what stage 1 does in them, held at the worst moment. */
  @Test
  void inStageOneASaveThatWasOvertakenByALogoutBringsTheSessionBack() throws Exception {
    try (var gate = RespGate.before(address());
        var slow = RedisClient.create(through(gate))) {
      var sessions = new JsonSessions(slow, HOUR);
      Session inFlight = sessions.create(Optional.of("ada"), Map.of());
      var held = gate.holdNext("SET", SessionKeys.of(inFlight.id()));
      var saving = CompletableFuture.runAsync(() -> sessions.save(inFlight.with(THEME, "dark")));
      held.await(Duration.ofSeconds(5));

      new JsonSessions(redis, HOUR).delete(inFlight.id());
      held.release();
      saving.join();

      assertThat(sessions.find(inFlight.id())).isPresent();
    }
  }

  /** ASVS 7.4.1; fails when the script does not look for the session before it writes. */
  @Test
  void aGuardedSaveThatWasOvertakenByALogoutChangesNothing() throws Exception {
    try (var gate = RespGate.before(address());
        var slow = RedisClient.create(through(gate))) {
      var sessions = new RedisSessionRepository(slow, MANY);
      Session inFlight = sessions.create(Optional.of("ada"), Map.of());
      var held = gate.holdNext("EVALSHA", SessionKeys.of(inFlight.id()));
      var saving = CompletableFuture.supplyAsync(() -> sessions.save(inFlight));
      held.await(Duration.ofSeconds(5));

      new RedisSessionRepository(redis, MANY).delete(inFlight.id());
      held.release();

      assertThat(saving.join()).isEqualTo(SaveOutcome.ENDED);
      assertThat(sessions.find(inFlight.id())).isEmpty();
    }
  }

  /** ASVS 7.2.4: the old id is dead before the new one lives, at every moment of a login. */
  @Test
  void aLoginThatStopsHalfWayLeavesNoSessionAndNeverTwo() throws Exception {
    try (var gate = RespGate.before(address());
        var slow = RedisClient.create(through(gate))) {
      var sessions = new Sessions(new RedisSessionRepository(slow, MANY));
      Session before = sessions.begin();
      var held = gate.holdNext("EVALSHA", SessionKeys.listOf("ada"));
      var login =
          CompletableFuture.supplyAsync(() -> sessions.logIn(Optional.of(before.id()), "ada"))
              .exceptionally(cut -> null);
      held.await(Duration.ofSeconds(5));

      assertThat(redis.keys("*")).isEmpty();

      held.drop();
      assertThat(login.join()).isNull();
      assertThat(redis.keys("*")).isEmpty();
    }
  }

  private static java.net.InetSocketAddress address() {
    return new java.net.InetSocketAddress("127.0.0.1", services.redis().getPort());
  }

  private static URI through(RespGate gate) {
    return URI.create("redis://127.0.0.1:" + gate.address().getPort());
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void aThousandSavesAgainstLogoutsBringNoSessionBack(SessionRepository sessions) {
    assertThat(RACES.zombies(new RepositoryContestant(sessions), 1_000)).isZero();
  }

  @Tag("soak")
  @ParameterizedTest
  @MethodSource("guarded")
  void twentyThousandSavesAgainstLogoutsBringNoSessionBack(SessionRepository sessions) {
    assertThat(RACES.zombies(new RepositoryContestant(sessions), 20_000)).isZero();
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void eightTimesFiveHundredIncrementsAreFourThousand(SessionRepository sessions) {
    assertThat(RACES.lostUpdates(new RepositoryContestant(sessions), 8, 500)).isZero();
  }

  @Test
  void aThousandRotationsAgainstUseLeaveOneSessionEach() {
    rotateAgainstUse(1_000);
  }

  @Tag("soak")
  @Test
  void tenThousandRotationsAgainstUseLeaveOneSessionEach() {
    rotateAgainstUse(10_000);
  }

  /** Two rotations and a request at once: one rotation wins, and only its id lives. */
  private static void rotateAgainstUse(int rounds) {
    var repository = new RedisSessionRepository(redis, MANY);
    var sessions = new Sessions(repository);
    for (int i = 0; i < rounds; i++) {
      Session old = repository.create(Optional.of("ada"), Map.of());
      Callable<Optional<Session>> rotation = () -> sessions.renew(old);
      Callable<Optional<Session>> use =
          () -> sessions.update(old, session -> session.with(THEME, "dark"));

      List<Optional<Session>> outcomes = RACES.atOnce(List.of(rotation, rotation, use));

      List<Session> renamed = outcomes.subList(0, 2).stream().flatMap(Optional::stream).toList();
      assertThat(renamed).hasSize(1);
      assertThat(repository.find(old.id())).isEmpty();
      Session living = repository.find(renamed.get(0).id()).orElseThrow();
      // What the request kept before the rotation is kept, too.
      assertThat(living.get(THEME).isPresent()).isEqualTo(outcomes.get(2).isPresent());
      assertThat(repository.deleteAllOf("ada")).isEqualTo(1);
    }
    assertThat(redis.keys("*")).isEmpty();
  }

  /** ASVS 7.1.2. */
  @Test
  void aHundredLoginsAtOnceLeaveAsManySessionsAsAUserMayHave() {
    var repository = new RedisSessionRepository(redis, Lifetimes.defaults().withPerUser(5));
    Callable<Session> login = () -> repository.create(Optional.of("ada"), Map.of());

    List<Session> sessions = RACES.atOnce(new ArrayList<>(Collections.nCopies(100, login)));

    assertThat(sessions.stream().filter(s -> repository.find(s.id()).isPresent())).hasSize(5);
    assertThat(repository.deleteAllOf("ada")).isEqualTo(5);
    assertThat(redis.keys("*")).isEmpty();
  }

  /** ASVS 7.4.2: a revocation and rotations at once; no rotated session slips through. */
  @Test
  void noSessionEscapesARevocationByRotating() {
    var repository = new RedisSessionRepository(redis, MANY);
    for (int i = 0; i < 200; i++) {
      Session session = repository.create(Optional.of("ada"), Map.of());
      Callable<Object> rotate = () -> repository.rotate(session);
      Callable<Object> revoke = () -> repository.deleteAllOf("ada");

      RACES.atOnce(List.of(rotate, revoke));

      assertThat(redis.keys("*")).isEmpty();
    }
  }

  @Test
  void theClientThatTheApplicationUsesAlsoLosesNothing() {
    try (var client = Clients.redis(services.redis(), SslOptions.defaults())) {
      var repository = new RedisSessionRepository(client, MANY);
      assertThat(RACES.lostUpdates(new RepositoryContestant(repository), 8, 50)).isZero();
    }
  }
}

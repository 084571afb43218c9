package example.elasticache.benchmarks;

import static example.elasticache.devservices.Service.MYSQL;
import static example.elasticache.devservices.Service.REDIS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import example.elasticache.cacheaside.Clients;
import example.elasticache.cacheaside.MySqlUserStore;
import example.elasticache.devservices.DevServices;
import example.elasticache.devservices.MemcachedServer;
import example.elasticache.sessions.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Does each benchmark measure what it says? How fast it is, nobody asks here. */
class BenchmarksIT {
  private static DevServices services;

  @BeforeAll
  static void start() {
    services = DevServices.start(REDIS, MYSQL);
  }

  @AfterAll
  static void stop() {
    services.close();
  }

  @Test
  void everyReadIsRightAndOnlyTheSelectNeedsTheDatabase() {
    try (var hits = new HitCost(services)) {
      assertThat(hits.variants()).allSatisfy(BenchmarksIT::isRight);
      assertThat(hits.measure(0, 1).rows())
          .hasSize(hits.variants().size())
          .allSatisfy(row -> assertThat(row.band().value()).isPositive());

      deleteAllUsers();

      assertThat(hits.variants())
          .filteredOn(variant -> !variant.id().equals("select"))
          .allSatisfy(BenchmarksIT::isRight);
    }
  }

  private static void isRight(Variant variant) {
    assertThat(String.valueOf(variant.read().apply(7)))
        .as(variant.name())
        .contains("User 7", "free");
  }

  private static void deleteAllUsers() {
    var mySql = services.mysql();
    try (var database = Clients.database(mySql.url(), mySql.user(), mySql.password())) {
      var store = new MySqlUserStore(database);
      for (long id = 1; id <= Interleaved.USERS; id++) {
        store.delete(id);
      }
    }
  }

  @Test
  void manyUsersAreReadAtOnceOrOneByOne() {
    try (var getAll = new GetAll(services.redis())) {
      for (Variant variant : getAll.variants()) {
        assertThat(String.valueOf(variant.read().apply(7)))
            .as(variant.name())
            .contains("User 7", "free");
      }
    }
  }

  @Test
  void aStampedeAnswersEveryCaller() throws Exception {
    try (var stampede = new Stampede(services.redis(), 100)) {
      for (Stampede.Contender contender : stampede.contenders()) {
        Stampede.Outcome outcome = stampede.run(contender);

        assertThat(outcome.loads()).as(contender.name()).isPositive();
        assertThat(outcome.longestWait()).as(contender.name()).isGreaterThanOrEqualTo(1);
      }
    }
  }

  @Test
  void theHardenedObjectAnswersEveryReadOfAnOutage() throws Exception {
    try (var outage = new Outage()) {
      assertThat(outage.measureOurs()).hasSize(2 * 64).noneMatch(Outage.Read::failed);
    }
  }

  @Test
  void everyRequestFindsItsSession() {
    try (var cost = new SessionCost(services.redis())) {
      assertThat(cost.variants())
          .allSatisfy(variant -> assertThat(variant.read().apply(7)).isNotNull())
          .filteredOn(Variant::ours)
          .hasSize(4)
          .allSatisfy(
              variant -> assertThat(((Session) variant.read().apply(7)).user()).contains("User 7"));
    }
  }

  @Test
  void everyFunctionAnswersWithTheProduct() throws Exception {
    try (var cost = new FunctionCost(services.redis())) {
      for (Variant variant : cost.variants()) {
        Object answer = variant.read().apply(7);

        assertThat(answer instanceof byte[] copy ? new String(copy, UTF_8) : answer.toString())
            .as(variant.name())
            .contains("Mug");
      }
    }
  }

  /** The numbers that do not depend on the machine: these are asserted. */
  @Test
  void aReadIsOneCommandAndAWriteOneMore() {
    try (var commands = new SessionCommands(services.redis())) {
      assertThat(commands.measure().rows())
          .hasSize(7)
          .noneMatch(Measurement.Row::missesGoal)
          .filteredOn(row -> !row.ours())
          .allSatisfy(row -> assertThat(row.band().value()).isGreaterThan(2));
    }
  }

  @Test
  void theGuardedSaveLosesNothingInAnyRace() throws Exception {
    try (var races = new SessionRaces(services.redis())) {
      assertThat(races.measure(20, 20))
          .hasSize(2)
          .allSatisfy(race -> assertThat(race.rows()).noneMatch(Measurement.Row::missesGoal));
    }
  }

  @Test
  void everyLookupFindsItsObjectAndOnlyAHeadObjectAsksS3() {
    try (var cost = new MetadataCost(services.redis())) {
      assertThat(cost.variants())
          .allSatisfy(
              variant ->
                  assertThat(String.valueOf(variant.read().apply(7)))
                      .as(variant.name())
                      .contains("2026/007.jpg", "The sea"));

      cost.stopS3();

      assertThat(cost.variants())
          .filteredOn(variant -> !variant.id().startsWith("head"))
          .allSatisfy(variant -> assertThat(variant.read().apply(7)).isNotNull());
    }
  }

  @Test
  void aJoiningNodeMovesFewKeysWithKetamaAndMostWithModulo() throws Exception {
    var missing = EngineTour.keysMoved().rows().stream().map(row -> row.band().value()).toList();

    assertThat(missing.get(0)).isBetween(700.0, 900.0);
    assertThat(missing.get(1)).isBetween(80.0, 400.0);
  }

  @Test
  void theMemoryOfAnEntryIsMeasuredInTheRealMemcachedOnly() throws Exception {
    assumeThat(MemcachedServer.program()).as("memcached on the PATH").isEmpty();
    assumeThat(System.getenv()).doesNotContainKeys("GALLERY_SERVERS", "GALLERY_MEMCACHED");

    assertThatThrownBy(EngineTour::memory).hasMessageContaining("needs the real memcached");
  }
}

package example.elasticache.cacheaside.leases;

import example.elasticache.cacheaside.InMemoryUserStore;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import java.time.Duration;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * Every answer that threads get at the same time is one that they could have got one after the
 * other: the single flight and the leases together behave like the bare store.
 *
 * <p>Fails when {@code fill} ignores its lease, and when {@code join} shares what was true before.
 */
public class LeasesLincheckTest {
  private final CacheAsideWithLeases users =
      new CacheAsideWithLeases(
          new InMemoryUserStore(),
          new InMemoryLeasedUserCache(CacheTimes.defaults()),
          Duration.ofSeconds(30));

  /** Returns the version that a reader sees, 0 for nobody. */
  @Operation
  public long find() {
    return users.find(1).map(UserInfo::version).orElse(0L);
  }

  @Operation
  public void save() {
    users.save(new User(1, "Ada Lovelace", "ada@example.com", "free"));
  }

  @Test
  void underStress() {
    stress(3, 200);
  }

  @Test
  void inEveryOrderOfSteps() {
    modelCheck(2, 30);
  }

  static void stress(int scenarios, int invocations) {
    new StressOptions()
        .iterations(scenarios)
        .invocationsPerIteration(invocations)
        .threads(3)
        .actorsPerThread(3)
        .check(LeasesLincheckTest.class);
  }

  static void modelCheck(int scenarios, int invocations) {
    new ModelCheckingOptions()
        .iterations(scenarios)
        .invocationsPerIteration(invocations)
        .threads(3)
        .actorsPerThread(2)
        .check(LeasesLincheckTest.class);
  }
}

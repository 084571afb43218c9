package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.aws.ControlPlane;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The setup breaks off at every one of its calls, and the next run finishes it. */
class InterruptedSetupIT {
  private static final Breaking BREAKING = new Breaking();
  private static ControlPlane plane;
  private static AwsClients aws;
  private static AwsClients broken;

  @BeforeAll
  static void start() {
    plane = ControlPlane.start();
    aws = Cloud.clients(plane);
    broken = Cloud.clients(plane, BREAKING);
  }

  @AfterAll
  static void stop() {
    broken.close();
    aws.close();
    plane.close();
  }

  /** Where a call is broken off. */
  enum Break {
    BEFORE_IT_IS_SENT,
    AFTER_IT_WAS_DONE
  }

  /** Lets so many calls pass and breaks the next; no later one gets through, as if the JVM died. */
  private static final class Breaking implements ExecutionInterceptor {
    private final AtomicInteger left = new AtomicInteger();
    private volatile Predicate<SdkRequest> counted;
    private volatile Break where;

    void breakAfter(int passing, Predicate<SdkRequest> of, Break there) {
      left.set(passing);
      counted = of;
      where = there;
    }

    boolean hasBroken() {
      return left.get() < 0;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission call, ExecutionAttributes a) {
      if (hasBroken()) {
        throw brokenOff();
      }
      breakIf(Break.BEFORE_IT_IS_SENT, call.request());
    }

    @Override
    public void afterTransmission(Context.AfterTransmission call, ExecutionAttributes a) {
      breakIf(Break.AFTER_IT_WAS_DONE, call.request());
    }

    private void breakIf(Break here, SdkRequest request) {
      if (where == here && counted.test(request) && left.getAndDecrement() == 0) {
        throw brokenOff();
      }
    }
  }

  /** Has every change done, and loses every answer to one. */
  private static final class Losing implements ExecutionInterceptor {
    private final AtomicInteger lost = new AtomicInteger();

    @Override
    public void afterTransmission(Context.AfterTransmission call, ExecutionAttributes a) {
      if (changes(call.request())) {
        lost.incrementAndGet();
        throw brokenOff();
      }
    }
  }

  private static SdkClientException brokenOff() {
    return SdkClientException.create("broken off by the test");
  }

  private static boolean changes(SdkRequest request) {
    return !request.getClass().getSimpleName().matches("(Describe|Get|List).*");
  }

  /** Does every call, and answers one in so many with 503. */
  private static final class Unavailable implements ExecutionInterceptor {
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final int every;

    Unavailable(int every) {
      this.every = every;
    }

    @Override
    public SdkHttpResponse modifyHttpResponse(
        Context.ModifyHttpResponse call, ExecutionAttributes a) {
      if (calls.incrementAndGet() % every != 0) {
        return call.httpResponse();
      }
      failed.incrementAndGet();
      return call.httpResponse().copy(r -> r.statusCode(503));
    }
  }

  private static List<Step> steps(AwsClients aws) {
    return new Chapter("broken", Cloud.PLACE).steps(aws);
  }

  private static Setup setup(AwsClients aws) {
    return setup(steps(aws));
  }

  private static Setup setup(List<Step> steps) {
    return new Setup(steps, Cloud.PATIENCE, Cloud.SILENCE);
  }

  /** Each run makes one change more than the last. */
  @ParameterizedTest
  @EnumSource
  void brokenOffAtEachChangeTheNextRunGoesOn(Break where) {
    assertThat(breakAtEachChange(where, Setup::create)).isEqualTo(11);
    assertAllIsThere(steps(aws));

    assertThat(breakAtEachChange(where, Setup::delete)).isEqualTo(10);
    assertNothingIsLeft();
  }

  private static int breakAtEachChange(Break where, Consumer<Setup> work) {
    for (int broken = 0; ; broken++) {
      // What was not sent is sent by the next run, or that would get no further.
      int passing = where == Break.BEFORE_IT_IS_SENT && broken > 0 ? 1 : 0;
      BREAKING.breakAfter(passing, InterruptedSetupIT::changes, where);
      run(() -> work.accept(setup(InterruptedSetupIT.broken)));
      if (!BREAKING.hasBroken()) {
        return broken;
      }
    }
  }

  @Test
  void oneRunIsEnoughThoughEveryAnswerToAChangeIsLost() {
    var losing = new Losing();
    try (var lossy = Cloud.clients(plane, losing)) {
      setup(lossy).create();
      assertAllIsThere(steps(aws));
      assertThat(setup(lossy).delete()).isEmpty();
    }

    assertThat(losing.lost).hasValue(11 + 10);
    assertNothingIsLeft();
  }

  /** What was done is done, though the answer says 503: the repetition finds it there. */
  @Test
  void anAwsThatFailsNowAndThenIsOutlivedInOneRun() {
    var unavailable = new Unavailable(3);
    try (var failing = Cloud.clients(plane, unavailable)) {
      setup(failing).create();
      assertThat(setup(failing).delete()).isEmpty();
    }

    assertThat(unavailable.failed).hasValueGreaterThan(20);
    assertNothingIsLeft();
  }

  /** The caches, which take seconds, are left out: their calls are of the same kinds. */
  @ParameterizedTest
  @EnumSource
  @Tag("soak")
  void brokenOffAtEachSingleCallTheNextRunFinishes(Break where) {
    int calls = 0;
    for (boolean broke = true; broke; calls++) {
      BREAKING.breakAfter(calls, any -> true, where);
      run(() -> setup(cheapSteps(broken)).create());
      broke = BREAKING.hasBroken();
      setup(cheapSteps(aws)).create();
      assertAllIsThere(cheapSteps(aws));

      BREAKING.breakAfter(calls, any -> true, where);
      run(() -> setup(cheapSteps(broken)).delete());
      broke |= BREAKING.hasBroken();
      assertThat(setup(cheapSteps(aws)).delete()).isEmpty();
      assertNothingIsLeft();
    }
    assertThat(calls).isGreaterThan(20);
  }

  private static List<Step> cheapSteps(AwsClients aws) {
    return steps(aws).stream().filter(step -> step.cost().isEmpty()).toList();
  }

  private static void assertAllIsThere(List<Step> steps) {
    assertThat(steps)
        .allSatisfy(
            each -> {
              var found = each.find().get().orElseThrow();
              assertThat(found.isReady()).as(each.what()).isTrue();
              assertThat(found.ours()).as(each.what()).isTrue();
              assertThat(found.differences()).as(each.what()).isEmpty();
            });
  }

  private static void run(Runnable work) {
    try {
      work.run();
    } catch (SdkClientException | SetupException broken) {
      // That is what the test is about.
    }
  }

  private static void assertNothingIsLeft() {
    assertThat(aws.elastiCache().describeServerlessCaches(r -> {}).serverlessCaches()).isEmpty();
    assertThat(aws.elastiCache().describeReplicationGroups(r -> {}).replicationGroups()).isEmpty();
    assertThat(aws.elastiCache().describeCacheClusters(r -> {}).cacheClusters()).isEmpty();
    assertThat(aws.elastiCache().describeCacheParameterGroups(r -> {}).cacheParameterGroups())
        .noneMatch(group -> group.cacheParameterGroupName().startsWith("broken"));
    assertThat(aws.elastiCache().describeUserGroups(r -> {}).userGroups()).isEmpty();
    assertThat(aws.elastiCache().describeUsers(r -> {}).users())
        .extracting(u -> u.userId())
        .containsExactly("default");
    assertThat(aws.elastiCache().describeCacheSubnetGroups(r -> {}).cacheSubnetGroups()).isEmpty();
    assertThat(aws.iam().listRoles().roles()).isEmpty();
    assertThat(aws.iam().listPolicies().policies()).isEmpty();
  }

  @Test
  void whatSomebodyElseMadeIsUsedIfItFitsAndNeverDeleted() {
    aws.elastiCache()
        .createCacheSubnetGroup(
            r ->
                r.cacheSubnetGroupName("broken-subnets")
                    .cacheSubnetGroupDescription("somebody else's")
                    .subnetIds("subnet-a", "subnet-b"));
    var setup = setup(cheapSteps(aws));
    setup.create();

    assertThat(setup.delete())
        .containsExactly("subnet group broken-subnets was not made by this setup");
    aws.elastiCache().deleteCacheSubnetGroup(r -> r.cacheSubnetGroupName("broken-subnets"));
    assertNothingIsLeft();
  }
}

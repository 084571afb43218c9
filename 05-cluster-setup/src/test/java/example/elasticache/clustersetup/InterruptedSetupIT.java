package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.devservices.aws.ControlPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
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

  /** Where a call is broken off; after the last, no other call gets through, as if the JVM died. */
  enum Break {
    BEFORE_IT_IS_SENT,
    AFTER_IT_WAS_DONE,
    AFTER_IT_WAS_DONE_AND_FOR_GOOD
  }

  /** Lets so many calls pass and breaks the next. */
  private static final class Breaking implements ExecutionInterceptor {
    private final AtomicInteger left = new AtomicInteger();
    private volatile Break where;

    void breakAfter(int passing, Break there) {
      left.set(passing);
      where = there;
    }

    boolean hasBroken() {
      return left.get() < 0;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission call, ExecutionAttributes a) {
      boolean breaks =
          switch (where) {
            case BEFORE_IT_IS_SENT -> left.getAndDecrement() == 0;
            case AFTER_IT_WAS_DONE -> false;
            case AFTER_IT_WAS_DONE_AND_FOR_GOOD -> hasBroken();
          };
      breakIf(breaks);
    }

    @Override
    public void afterTransmission(Context.AfterTransmission call, ExecutionAttributes a) {
      breakIf(where != Break.BEFORE_IT_IS_SENT && left.getAndDecrement() == 0);
    }

    private static void breakIf(boolean breaks) {
      if (breaks) {
        throw SdkClientException.create("broken off by the test");
      }
    }
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

  /** Everything but the caches, which take seconds: the calls are of the same kinds. */
  private static List<Step> steps(AwsClients aws) {
    List<Step> steps = new ArrayList<>(new Chapter("broken", Cloud.PLACE).steps(aws));
    steps.removeIf(step -> step.what().startsWith("serverless") || step.what().startsWith("repl"));
    return steps;
  }

  private static Setup setup(AwsClients aws) {
    return new Setup(steps(aws), Cloud.PATIENCE, Cloud.SILENCE);
  }

  @ParameterizedTest
  @EnumSource
  void whereverItBreaksTheNextRunFinishesAndNothingIsLeft(Break where) {
    breakCreation(where, 5);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("soak")
  void thatIsSoForEachSingleCall(Break where) {
    breakCreation(where, 1);
    breakDeletion(where, 1);
  }

  /** What was done is done, though the answer says 503: the repetition finds it there. */
  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void anAwsThatFailsNowAndThenIsOutlivedInOneRun(int every) {
    var unavailable = new Unavailable(every);
    try (var failing = Cloud.clients(plane, unavailable)) {
      setup(failing).create();
      assertThat(setup(failing).delete()).isEmpty();
    }

    assertThat(unavailable.failed).hasValueGreaterThan(5);
    assertNothingIsLeft();
  }

  private static void breakCreation(Break where, int step) {
    int calls = 0;
    boolean broke = true;
    for (; broke; calls += step) {
      BREAKING.breakAfter(calls, where);
      run(() -> setup(broken).create());
      broke = BREAKING.hasBroken();

      setup(aws).create();
      assertThat(steps(aws))
          .allSatisfy(
              each -> {
                var found = each.find().get().orElseThrow();
                assertThat(found.isReady()).as(each.what()).isTrue();
                assertThat(found.ours()).as(each.what()).isTrue();
              });

      assertThat(setup(aws).delete()).isEmpty();
      assertNothingIsLeft();
    }
    assertThat(calls).isGreaterThan(20);
  }

  @ParameterizedTest
  @EnumSource
  void aTearDownThatBreaksIsFinishedByTheNext(Break where) {
    breakDeletion(where, 5);
  }

  private static void breakDeletion(Break where, int step) {
    boolean broke = true;
    for (int calls = 0; broke; calls += step) {
      setup(aws).create();
      BREAKING.breakAfter(calls, where);
      run(() -> setup(broken).delete());
      broke = BREAKING.hasBroken();

      assertThat(setup(aws).delete()).isEmpty();
      assertNothingIsLeft();
    }
  }

  private static void run(Runnable work) {
    try {
      work.run();
    } catch (SdkClientException | SetupException broken) {
      // That is what the test is about.
    }
  }

  private static void assertNothingIsLeft() {
    assertThat(aws.elastiCache().describeCacheClusters(r -> {}).cacheClusters()).isEmpty();
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
    setup(aws).create();

    assertThat(setup(aws).delete())
        .containsExactly("subnet group broken-subnets was not made by this setup");
    aws.elastiCache().deleteCacheSubnetGroup(r -> r.cacheSubnetGroupName("broken-subnets"));
    assertNothingIsLeft();
  }

  @Test
  void withoutTheTypedWordsNothingIsChanged() {
    for (String typed : List.of("", "yes\n", "create in 123456789012 us-east-1\n")) {
      var in = new java.io.ByteArrayInputStream(typed.getBytes());
      assertThatThrownBy(() -> RealAws.carryOut("create", aws, Cloud.PLACE, in, Cloud.SILENCE))
          .isInstanceOf(SetupException.class)
          .hasMessageContaining("nothing was changed");
      assertNothingIsLeft();
    }
  }
}

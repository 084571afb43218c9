package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.devservices.aws.ControlPlane;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing is changed in an account before somebody has typed what is about to happen, and where.
 */
class RealAwsIT {
  private static ControlPlane plane;
  private static AwsClients aws;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final RealAws real =
      new RealAws(
          aws, Cloud.PLACE, Cloud.PATIENCE, new PrintStream(printed, true, StandardCharsets.UTF_8));

  @BeforeAll
  static void start() {
    plane = ControlPlane.start();
    aws = Cloud.clients(plane);
  }

  @AfterAll
  static void stop() {
    aws.close();
    plane.close();
  }

  private static InputStream typed(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static boolean anythingExists() {
    return aws.elastiCache().describeUsers(r -> {}).users().size() > 1
        || !aws.iam().listRoles().roles().isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yes\n",
        "create\n",
        "delete in 123456789012 eu-central-1\n",
        "create in 123456789012 us-east-1\n",
        "create in 210987654321 eu-central-1\n",
        "\ncreate in 123456789012 eu-central-1\n"
      })
  void whoeverTypesAnythingElseChangesNothing(String text) {
    assertThatThrownBy(() -> real.carryOut("create", typed(text)))
        .isInstanceOf(SetupException.class)
        .hasMessageContaining("nothing was changed");
    assertThat(anythingExists()).isFalse();
  }

  @Test
  void thePlanAsksForNothingAndChangesNothing() {
    real.carryOut("plan", typed(""));

    assertThat(printed())
        .contains("The plan for account and region 123456789012 eu-central-1", "All of it")
        .doesNotContain("type:");
    assertThat(anythingExists()).isFalse();
  }

  @Test
  void whoeverTypesItHasItCreatedAndThenDeleted() {
    real.carryOut("create", typed("create in 123456789012 eu-central-1\n"));

    assertThat(printed())
        .containsSubsequence(
            "account and region 123456789012 eu-central-1",
            "serverless cache gallery-sl",
            "costs about 6 to 67 USD a month",
            "All of it",
            "costs about 66 to 127 USD a month",
            "AWS bills all of this",
            "To go on, type: create in 123456789012 eu-central-1",
            "created",
            "gallery-sl ",
            "localhost, port ",
            "gallery-cmd, primary",
            "gallery-cmd, reader",
            "gallery-mc, nodes");

    real.carryOut("delete", typed("delete in 123456789012 eu-central-1\n"));

    assertThat(printed())
        .containsSubsequence("all that the caches hold", "deleted", "Left over: nothing");
    assertThat(anythingExists()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"' ', sg-1", "'subnet-1,subnet-2', ''"})
  void whereTheCachesLieMustBeSaid(String subnets, String securityGroup) {
    assertThatThrownBy(
            () ->
                RealAws.place(
                    Map.of("GALLERY_SUBNETS", subnets, "GALLERY_SECURITY_GROUP", securityGroup)))
        .isInstanceOf(SetupException.class)
        .hasMessageContainingAll("GALLERY_SUBNETS", "GALLERY_SECURITY_GROUP", "VPC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "aws", "create", "aws destroy", "aws create now"})
  void noOtherWordIsASwitch(String words) {
    assertThatThrownBy(() -> RealAws.run(words.split(" "), typed(""), System.out))
        .isInstanceOf(SetupException.class)
        .hasMessageContaining("aws policy, aws plan, aws create or aws delete");
  }
}

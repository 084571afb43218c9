package example.elasticache.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** Roles and policies through AWS's own SDK: every action, and every refusal. */
class IamActionsIT {
  @AutoClose private final ControlPlane plane = ControlPlane.start();
  @AutoClose private final Aws aws = new Aws(plane);

  @Test
  void aRoleHasItsPoliciesUntilTheyAreDetached() {
    String document = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
    var role =
        aws.iam.createRole(r -> r.roleName("app-role").assumeRolePolicyDocument(document)).role();
    String policy =
        aws.iam.createPolicy(r -> r.policyName("connect").policyDocument(document)).policy().arn();
    assertThatThrownBy(
            () ->
                aws.iam.createRole(r -> r.roleName("app-role").assumeRolePolicyDocument(document)))
        .isInstanceOf(EntityAlreadyExistsException.class);
    assertThatThrownBy(() -> aws.iam.createPolicy(r -> r.policyName("bad").policyDocument("{]")))
        .isInstanceOf(MalformedPolicyDocumentException.class);
    aws.iam.attachRolePolicy(r -> r.roleName("app-role").policyArn(policy));
    assertThat(aws.iam.listAttachedRolePolicies(r -> r.roleName("app-role")).attachedPolicies())
        .extracting(p -> p.policyName())
        .containsExactly("connect");
    assertThat(aws.iam.getPolicy(r -> r.policyArn(policy)).policy().attachmentCount()).isOne();
    String read =
        aws.iam
            .getPolicyVersion(r -> r.policyArn(policy).versionId("v1"))
            .policyVersion()
            .document();
    assertThat(URLDecoder.decode(read, StandardCharsets.UTF_8)).isEqualTo(document);
    assertThatThrownBy(() -> aws.iam.deletePolicy(r -> r.policyArn(policy)))
        .isInstanceOf(DeleteConflictException.class);
    assertThatThrownBy(() -> aws.iam.deleteRole(r -> r.roleName("app-role")))
        .isInstanceOf(DeleteConflictException.class);

    var session =
        aws.sts.assumeRole(r -> r.roleArn(role.arn()).roleSessionName("me")).credentials();
    var temporary =
        AwsSessionCredentials.create(
            session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
    try (var assumed = new Aws(plane, temporary)) {
      assertThat(assumed.sts.getCallerIdentity().arn())
          .isEqualTo("arn:aws:sts::123456789012:assumed-role/app-role/me");
    }

    aws.iam.detachRolePolicy(r -> r.roleName("app-role").policyArn(policy));
    aws.iam.deletePolicy(r -> r.policyArn(policy));
    aws.iam.deleteRole(r -> r.roleName("app-role"));
    assertThat(aws.iam.listRoles().roles()).isEmpty();
    assertThat(aws.iam.listPolicies().policies()).isEmpty();
    assertThatThrownBy(() -> aws.iam.getRole(r -> r.roleName("app-role")))
        .isInstanceOf(NoSuchEntityException.class);
  }
}

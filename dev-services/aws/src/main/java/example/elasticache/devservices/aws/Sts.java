package example.elasticache.devservices.aws;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Who one is, and keys for a while as somebody else. */
final class Sts {
  private final Iam iam;
  private final Keys keys;

  Sts(Iam iam, Keys keys) {
    this.iam = iam;
    this.keys = keys;
  }

  GetCallerIdentityResponse identity(GetCallerIdentityRequest r, Call call) {
    return GetCallerIdentityResponse.builder()
        .userId(call.caller().userId())
        .account(Principal.ACCOUNT)
        .arn(call.caller().arn())
        .build();
  }

  @Requires({"RoleArn", "RoleSessionName"})
  AssumeRoleResponse assume(AssumeRoleRequest r, Call call) {
    Role role = iam.roleWithArn(r.roleArn());
    Duration life = Duration.ofSeconds(Optional.ofNullable(r.durationSeconds()).orElse(3600));
    String arn =
        "arn:aws:sts::%s:assumed-role/%s/%s"
            .formatted(Principal.ACCOUNT, role.roleName(), r.roleSessionName());
    Principal session = keys.issue(role.roleId() + ":" + r.roleSessionName(), arn, life);
    return AssumeRoleResponse.builder()
        .credentials(
            c ->
                c.accessKeyId(session.accessKeyId())
                    .secretAccessKey(session.secretAccessKey())
                    .sessionToken(session.sessionToken())
                    .expiration(session.expires()))
        .assumedRoleUser(u -> u.arn(arn).assumedRoleId(session.userId()))
        .build();
  }
}

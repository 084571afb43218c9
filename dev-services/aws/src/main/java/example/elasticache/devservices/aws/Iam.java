package example.elasticache.devservices.aws;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.Role;

/** Roles and policies: they are kept and joined, and no policy is ever evaluated. */
final class Iam {
  private static final String VERSION = "v1";

  private record PolicyEntry(Policy facts, String document) {}

  private static final class RoleEntry {
    final Role facts;
    final Set<String> attached = new LinkedHashSet<>();

    RoleEntry(Role facts) {
      this.facts = facts;
    }
  }

  private final Map<String, RoleEntry> roles = new TreeMap<>();
  private final Map<String, PolicyEntry> policies = new TreeMap<>();
  private final Context context;

  Iam(Context context) {
    this.context = context;
  }

  @Requires({"RoleName", "AssumeRolePolicyDocument"})
  CreateRoleResponse createRole(CreateRoleRequest r, Call call) {
    requireName(r.roleName(), 64);
    requireDocument(r.assumeRolePolicyDocument());
    if (roles.containsKey(r.roleName())) {
      throw exists("Role " + r.roleName());
    }
    String path = r.path() == null ? "/" : r.path();
    var role =
        Role.builder()
            .roleName(r.roleName())
            .roleId("AROALOCAL" + roles.size())
            .path(path)
            .arn("arn:aws:iam::" + Principal.ACCOUNT + ":role" + path + r.roleName())
            .createDate(context.clock().instant())
            .assumeRolePolicyDocument(SignatureV4.encode(r.assumeRolePolicyDocument()))
            .description(r.description())
            .maxSessionDuration(r.maxSessionDuration() == null ? 3600 : r.maxSessionDuration())
            .tags(r.tags())
            .build();
    roles.put(r.roleName(), new RoleEntry(role));
    return CreateRoleResponse.builder().role(role).build();
  }

  @Requires("RoleName")
  GetRoleResponse getRole(GetRoleRequest r, Call call) {
    return GetRoleResponse.builder().role(role(r.roleName()).facts).build();
  }

  ListRolesResponse listRoles(ListRolesRequest r, Call call) {
    return ListRolesResponse.builder()
        .roles(roles.values().stream().map(role -> role.facts).toList())
        .isTruncated(false)
        .build();
  }

  @Requires("RoleName")
  DeleteRoleResponse deleteRole(DeleteRoleRequest r, Call call) {
    if (!role(r.roleName()).attached.isEmpty()) {
      throw Fault.conflict("DeleteConflict", "The role has policies: detach them first.");
    }
    roles.remove(r.roleName());
    return DeleteRoleResponse.builder().build();
  }

  @Requires({"PolicyName", "PolicyDocument"})
  CreatePolicyResponse createPolicy(CreatePolicyRequest r, Call call) {
    requireName(r.policyName(), 128);
    requireDocument(r.policyDocument());
    String path = r.path() == null ? "/" : r.path();
    String arn = "arn:aws:iam::" + Principal.ACCOUNT + ":policy" + path + r.policyName();
    if (policies.containsKey(arn)) {
      throw exists("Policy " + r.policyName());
    }
    var policy =
        Policy.builder()
            .policyName(r.policyName())
            .policyId("ANPALOCAL" + policies.size())
            .arn(arn)
            .path(path)
            .defaultVersionId(VERSION)
            .isAttachable(true)
            .description(r.description())
            .createDate(context.clock().instant())
            .updateDate(context.clock().instant())
            .tags(r.tags())
            .build();
    policies.put(arn, new PolicyEntry(policy, r.policyDocument()));
    return CreatePolicyResponse.builder().policy(shown(arn)).build();
  }

  @Requires("PolicyArn")
  GetPolicyResponse getPolicy(GetPolicyRequest r, Call call) {
    return GetPolicyResponse.builder().policy(shown(r.policyArn())).build();
  }

  @Requires({"PolicyArn", "VersionId"})
  GetPolicyVersionResponse getPolicyVersion(GetPolicyVersionRequest r, Call call) {
    PolicyEntry policy = policy(r.policyArn());
    if (!r.versionId().equals(VERSION)) {
      throw absent("Version " + r.versionId() + " of the policy");
    }
    return GetPolicyVersionResponse.builder()
        .policyVersion(
            version ->
                version
                    .document(SignatureV4.encode(policy.document))
                    .versionId(VERSION)
                    .isDefaultVersion(true)
                    .createDate(policy.facts.createDate()))
        .build();
  }

  ListPoliciesResponse listPolicies(ListPoliciesRequest r, Call call) {
    return ListPoliciesResponse.builder()
        .policies(policies.keySet().stream().map(this::shown).toList())
        .isTruncated(false)
        .build();
  }

  @Requires("PolicyArn")
  DeletePolicyResponse deletePolicy(DeletePolicyRequest r, Call call) {
    if (shown(r.policyArn()).attachmentCount() > 0) {
      throw Fault.conflict("DeleteConflict", "The policy is attached: detach it first.");
    }
    policies.remove(r.policyArn());
    return DeletePolicyResponse.builder().build();
  }

  @Requires({"RoleName", "PolicyArn"})
  AttachRolePolicyResponse attach(AttachRolePolicyRequest r, Call call) {
    RoleEntry role = role(r.roleName());
    // AWS's own policies are not kept here, and can be attached all the same.
    if (!r.policyArn().startsWith("arn:aws:iam::aws:policy/")) {
      policy(r.policyArn());
    }
    role.attached.add(r.policyArn());
    return AttachRolePolicyResponse.builder().build();
  }

  @Requires({"RoleName", "PolicyArn"})
  DetachRolePolicyResponse detach(DetachRolePolicyRequest r, Call call) {
    if (!role(r.roleName()).attached.remove(r.policyArn())) {
      throw absent("An attachment of " + r.policyArn());
    }
    return DetachRolePolicyResponse.builder().build();
  }

  @Requires("RoleName")
  ListAttachedRolePoliciesResponse listAttached(ListAttachedRolePoliciesRequest r, Call call) {
    List<AttachedPolicy> attached =
        role(r.roleName()).attached.stream()
            .map(
                arn ->
                    AttachedPolicy.builder()
                        .policyArn(arn)
                        .policyName(arn.substring(arn.lastIndexOf('/') + 1))
                        .build())
            .toList();
    return ListAttachedRolePoliciesResponse.builder()
        .attachedPolicies(attached)
        .isTruncated(false)
        .build();
  }

  /** Returns the role with this ARN, for STS. */
  Role roleWithArn(String arn) {
    return roles.values().stream()
        .map(role -> role.facts)
        .filter(role -> role.arn().equals(arn))
        .findFirst()
        .orElseThrow(
            () -> Fault.forbidden("AccessDenied", "The role " + arn + " cannot be assumed."));
  }

  private Policy shown(String arn) {
    long count = roles.values().stream().filter(role -> role.attached.contains(arn)).count();
    return policy(arn).facts.toBuilder().attachmentCount((int) count).build();
  }

  private RoleEntry role(String name) {
    RoleEntry role = roles.get(name);
    if (role == null) {
      throw absent("The role " + name);
    }
    return role;
  }

  private PolicyEntry policy(String arn) {
    PolicyEntry policy = policies.get(arn);
    if (policy == null) {
      throw absent("The policy " + arn);
    }
    return policy;
  }

  private static void requireName(String name, int longest) {
    if (name.length() > longest || !name.matches("[\\w+=,.@-]+")) {
      throw Fault.of("ValidationError", "The name has characters that a name cannot have.");
    }
  }

  private static void requireDocument(String document) {
    try {
      JsonNode json = JsonNode.parser().parse(document);
      if (!json.isObject() || json.field("Statement").isEmpty()) {
        throw new IllegalArgumentException("no statement");
      }
    } catch (RuntimeException e) {
      throw Fault.of("MalformedPolicyDocument", "The policy is not a JSON document of IAM's form.");
    }
  }

  private static Fault exists(String what) {
    return Fault.conflict("EntityAlreadyExists", what + " exists.");
  }

  private static Fault absent(String what) {
    return Fault.notFound("NoSuchEntity", what + " does not exist.");
  }
}

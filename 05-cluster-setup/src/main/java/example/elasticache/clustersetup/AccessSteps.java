package example.elasticache.clustersetup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.InputAuthenticationType;
import software.amazon.awssdk.services.elasticache.model.UserGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.UserNotFoundException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * Who may enter: a user of the cache that logs in with IAM, its group, and the role with the right.
 */
public final class AccessSteps {
  /**
   * Everything below one prefix, but nothing dangerous; the cluster's map is what clients ask for.
   */
  static final String ACCESS =
      "on ~app:* +@all -@dangerous -@admin +cluster|slots +cluster|shards +info";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ElastiCacheClient elastiCache;
  private final IamClient iam;
  private final Tagging tagging;

  /** Works through these clients, and tags what it makes. */
  public AccessSteps(ElastiCacheClient elastiCache, IamClient iam, Tagging tagging) {
    this.elastiCache = elastiCache;
    this.iam = iam;
    this.tagging = tagging;
  }

  // tag::user[]
  /** Returns a user that logs in with IAM. */
  public Step user(String user) {
    return new Step(
        "user " + user,
        "logs in with IAM, sees keys below app: only",
        Optional.empty(),
        () -> findUser(user),
        () ->
            elastiCache.createUser(
                r ->
                    r.userId(user)
                        // With IAM, the name must be the id, in lower case.
                        .userName(user)
                        .engine("valkey")
                        .authenticationMode(a -> a.type(InputAuthenticationType.IAM))
                        .accessString(ACCESS)
                        .tags(tagging.tags())),
        () -> elastiCache.deleteUser(r -> r.userId(user)));
  }

  // end::user[]

  private Optional<Step.Found> findUser(String user) {
    try {
      var is = elastiCache.describeUsers(r -> r.userId(user)).users().get(0);
      var difference =
          new Difference()
              .of("authentication", "iam", is.authentication().typeAsString())
              .of("access string", ACCESS, withoutDefaults(is.accessString()));
      return tagging.found(elastiCache, is.arn(), is.status(), difference);
    } catch (UserNotFoundException absent) {
      return Optional.empty();
    }
  }

  /** ElastiCache may write out where the rules of every user begin: no channel, no command. */
  private static String withoutDefaults(String accessString) {
    return accessString.replace("resetchannels ", "").replace("-@all +@all", "+@all");
  }

  // tag::group[]
  /** Returns the group that a cache is given. */
  public Step userGroup(String group, String user) {
    return new Step(
        "user group " + group,
        "the cache lets in whoever is in it, and nobody else",
        Optional.empty(),
        () -> findGroup(group, user),
        () ->
            elastiCache.createUserGroup(
                r -> r.userGroupId(group).engine("valkey").userIds(user).tags(tagging.tags())),
        () -> elastiCache.deleteUserGroup(r -> r.userGroupId(group)));
  }

  // end::group[]

  private Optional<Step.Found> findGroup(String group, String user) {
    try {
      var is = elastiCache.describeUserGroups(r -> r.userGroupId(group)).userGroups().get(0);
      var difference = new Difference().of("its users", Set.of(user), Set.copyOf(is.userIds()));
      return tagging.found(elastiCache, is.arn(), is.status(), difference);
    } catch (UserGroupNotFoundException absent) {
      return Optional.empty();
    }
  }

  /** Returns a role with one policy; the policy goes with the role. */
  public Step role(String role, String trust, String policyName, String policy, String account) {
    String policyArn = "arn:aws:iam::" + account + ":policy/" + policyName;
    return new Step(
        "role " + role,
        "the application's: connect to this cache as this user, nothing else",
        Optional.empty(),
        () -> findRole(role, trust, policyArn, policy),
        () -> createRole(role, trust, policyName, policy, policyArn),
        () -> deleteRole(role, policyArn));
  }

  // tag::role[]
  private void createRole(
      String role, String trust, String policyName, String policy, String policyArn) {
    if (role(role).isEmpty()) {
      iam.createRole(r -> r.roleName(role).assumeRolePolicyDocument(trust).tags(tagging.iamTags()));
    }
    if (policy(policyArn).isEmpty()) {
      iam.createPolicy(
          r -> r.policyName(policyName).policyDocument(policy).tags(tagging.iamTags()));
    }
    // Attaching what is attached changes nothing, so it needs no look before.
    iam.attachRolePolicy(r -> r.roleName(role).policyArn(policyArn));
  }

  // end::role[]

  private Optional<Step.Found> findRole(
      String name, String trust, String policyArn, String document) {
    Optional<Role> role = role(name);
    Optional<Policy> policy = policy(policyArn);
    if (role.isEmpty() && policy.isEmpty()) {
      return Optional.empty();
    }
    var difference = new Difference();
    role.ifPresent(
        is -> difference.of("trust policy", json(trust), decoded(is.assumeRolePolicyDocument())));
    policy.ifPresent(is -> difference.of("policy", json(document), decoded(document(is))));
    boolean whole = role.isPresent() && policy.isPresent() && isAttached(name, policyArn);
    boolean ours =
        Stream.of(role.map(Role::tags), policy.map(Policy::tags))
            .flatMap(Optional::stream)
            .allMatch(tagging::marks);
    return Optional.of(new Step.Found(whole ? "active" : Step.INCOMPLETE, difference.all(), ours));
  }

  private Optional<Role> role(String name) {
    try {
      return Optional.of(iam.getRole(r -> r.roleName(name)).role());
    } catch (NoSuchEntityException absent) {
      return Optional.empty();
    }
  }

  private Optional<Policy> policy(String arn) {
    try {
      return Optional.of(iam.getPolicy(r -> r.policyArn(arn)).policy());
    } catch (NoSuchEntityException absent) {
      return Optional.empty();
    }
  }

  private String document(Policy policy) {
    return iam.getPolicyVersion(r -> r.policyArn(policy.arn()).versionId(policy.defaultVersionId()))
        .policyVersion()
        .document();
  }

  /** IAM answers with documents encoded as in a URL. */
  private static JsonNode decoded(String document) {
    return json(URLDecoder.decode(document, StandardCharsets.UTF_8));
  }

  /** Spaces and the order of fields make no other policy. */
  private static JsonNode json(String document) {
    try {
      return JSON.readTree(document);
    } catch (JsonProcessingException e) {
      throw new SetupException("A policy is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private boolean isAttached(String role, String policyArn) {
    return iam.listAttachedRolePolicies(r -> r.roleName(role)).attachedPolicies().stream()
        .anyMatch(policy -> policy.policyArn().equals(policyArn));
  }

  private void deleteRole(String role, String policyArn) {
    if (role(role).isPresent()) {
      if (isAttached(role, policyArn)) {
        iam.detachRolePolicy(r -> r.roleName(role).policyArn(policyArn));
      }
      iam.deleteRole(r -> r.roleName(role));
    }
    if (policy(policyArn).isPresent()) {
      iam.deletePolicy(r -> r.policyArn(policyArn));
    }
  }
}

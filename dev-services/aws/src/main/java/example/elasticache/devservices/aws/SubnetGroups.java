package example.elasticache.devservices.aws;

import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.elasticache.model.CacheSubnetGroup;
import software.amazon.awssdk.services.elasticache.model.CreateCacheSubnetGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateCacheSubnetGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DeleteCacheSubnetGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteCacheSubnetGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheSubnetGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheSubnetGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.Subnet;

/** Subnet groups: names for lists of subnets, which no VPC stands behind here. */
final class SubnetGroups {
  private static final String IN_USE = "CacheSubnetGroupInUse";

  private record Group(CacheSubnetGroup facts, Lifecycle life) implements Resource {
    @Override
    public String arn() {
      return facts.arn();
    }
  }

  private final Registry<Group> groups =
      new Registry<>(
          name -> Fault.of("CacheSubnetGroupNotFoundFault", "No subnet group " + name + "."),
          name -> Fault.of("CacheSubnetGroupAlreadyExists", "Subnet group " + name + " exists."));
  private final Context context;
  private Predicate<String> inUse = name -> false;

  SubnetGroups(Context context) {
    this.context = context;
    context.tags().ownedBy(arn -> groups.all().stream().anyMatch(g -> g.arn().equals(arn)));
  }

  /** Tells who knows whether a cache lies in a group. */
  void usedBy(Predicate<String> caches) {
    inUse = caches;
  }

  /** Throws unless the group exists; no name is the VPC's default group. */
  void require(String nameOrNull) {
    if (nameOrNull != null) {
      groups.get(nameOrNull);
    }
  }

  /** Returns how many subnets a group has: Multi-AZ needs two. */
  int subnets(String nameOrNull) {
    return nameOrNull == null ? 2 : groups.get(nameOrNull).facts.subnets().size();
  }

  @Requires({"CacheSubnetGroupName", "CacheSubnetGroupDescription", "SubnetIds"})
  CreateCacheSubnetGroupResponse create(CreateCacheSubnetGroupRequest r, Call call) {
    String name = Names.group("CacheSubnetGroupName", r.cacheSubnetGroupName());
    groups.requireFree(name);
    if (r.subnetIds().isEmpty()) {
      throw Fault.of("InvalidSubnet", "A subnet group has at least one subnet.");
    }
    List<Subnet> subnets =
        r.subnetIds().stream()
            .map(
                id ->
                    Subnet.builder().subnetIdentifier(id).supportedNetworkTypes(List.of()).build())
            .toList();
    var facts =
        CacheSubnetGroup.builder()
            .cacheSubnetGroupName(name)
            .cacheSubnetGroupDescription(r.cacheSubnetGroupDescription())
            .vpcId("vpc-local")
            .subnets(subnets)
            .arn(call.arn("subnetgroup", name))
            .build();
    groups.add(name, new Group(facts, Lifecycle.settled(context.clock(), "available")));
    context.tags().begin(facts.arn(), r.tags());
    return CreateCacheSubnetGroupResponse.builder().cacheSubnetGroup(facts).build();
  }

  DescribeCacheSubnetGroupsResponse describe(DescribeCacheSubnetGroupsRequest r, Call call) {
    return DescribeCacheSubnetGroupsResponse.builder()
        .cacheSubnetGroups(
            groups.matching(r.cacheSubnetGroupName()).stream().map(Group::facts).toList())
        .build();
  }

  @Requires("CacheSubnetGroupName")
  DeleteCacheSubnetGroupResponse delete(DeleteCacheSubnetGroupRequest r, Call call) {
    Group group = groups.get(r.cacheSubnetGroupName());
    if (inUse.test(group.facts.cacheSubnetGroupName())) {
      throw Fault.of(IN_USE, "A cache lies in subnet group " + r.cacheSubnetGroupName() + ".");
    }
    group.life.endNow();
    return DeleteCacheSubnetGroupResponse.builder().build();
  }
}

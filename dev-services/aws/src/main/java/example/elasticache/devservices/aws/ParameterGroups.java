package example.elasticache.devservices.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroup;
import software.amazon.awssdk.services.elasticache.model.CreateCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateCacheParameterGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DeleteCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteCacheParameterGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParameterGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParameterGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParametersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParametersResponse;
import software.amazon.awssdk.services.elasticache.model.ModifyCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyCacheParameterGroupResponse;
import software.amazon.awssdk.services.elasticache.model.Parameter;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;
import software.amazon.awssdk.services.elasticache.model.ResetCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ResetCacheParameterGroupResponse;

/** Parameter groups: what an engine is told beyond its defaults, and at once when it changes. */
final class ParameterGroups {
  private static final String STATE = "InvalidCacheParameterGroupState";

  /** A parameter that reaches an engine: CONFIG SET here, or an argument at memcached's start. */
  private record Known(String name, String standard, String type, String allowed) {}

  private static final String POLICIES =
      "volatile-lru,allkeys-lru,volatile-lfu,allkeys-lfu,volatile-random,allkeys-random,volatile-ttl,noeviction";

  /** What a group says about its engine's kind; no running engine is told it. */
  private static final Known CLUSTER_ENABLED =
      new Known("cluster-enabled", "no", "string", "yes,no");

  private static final List<Known> REDIS =
      List.of(
          CLUSTER_ENABLED,
          new Known("maxmemory-policy", "volatile-lru", "string", POLICIES),
          new Known("maxmemory-samples", "3", "integer", "1-"),
          new Known("notify-keyspace-events", "", "string", "[AKEg$lshzxetdmn]*"),
          new Known("timeout", "0", "integer", "0,20-"),
          new Known("tcp-keepalive", "300", "integer", "0-"),
          new Known("slowlog-log-slower-than", "10000", "integer", "-1-"),
          new Known("slowlog-max-len", "128", "integer", "0-"),
          new Known("lazyfree-lazy-eviction", "yes", "string", "yes,no"),
          new Known("lazyfree-lazy-expire", "yes", "string", "yes,no"),
          new Known("hash-max-listpack-entries", "512", "integer", "0-"),
          new Known("set-max-intset-entries", "512", "integer", "0-"),
          new Known("zset-max-listpack-entries", "128", "integer", "0-"));

  /** What memcached cuts large items into; its option to change that makes it crash. */
  private static final int CHUNK = 512 * 1_024;

  private static final List<Known> MEMCACHED =
      List.of(
          new Known("max_item_size", "1048576", "integer", "1024-134217728"),
          new Known("chunk_size_growth_factor", "1.25", "float", "1.05-100"),
          new Known("disable_flush_all", "0", "boolean", "0,1"));

  private record Group(CacheParameterGroup facts, Map<String, String> changed, Lifecycle life)
      implements Resource {
    String name() {
      return facts.cacheParameterGroupName();
    }

    String value(Known parameter) {
      return changed.getOrDefault(parameter.name, standard(parameter));
    }

    private String standard(Known parameter) {
      return parameter == CLUSTER_ENABLED && name().endsWith(".cluster.on")
          ? "yes"
          : parameter.standard;
    }

    @Override
    public String arn() {
      return facts.arn();
    }
  }

  private final Registry<Group> groups =
      new Registry<>(
          name -> Fault.notFound("CacheParameterGroupNotFound", "No parameter group " + name + "."),
          name -> Fault.of("CacheParameterGroupAlreadyExists", "Group " + name + " exists."));
  private final List<BiConsumer<String, Map<String, String>>> listeners = new ArrayList<>();
  private final Context context;
  private Predicate<String> inUse = name -> false;

  ParameterGroups(Context context) {
    this.context = context;
    context.tags().ownedBy(arn -> groups.all().stream().anyMatch(g -> g.arn().equals(arn)));
    for (String family : Engines.families()) {
      addDefault("default." + family, family);
      if (!family.startsWith("memcached")) {
        addDefault("default." + family + ".cluster.on", family);
      }
    }
  }

  private void addDefault(String name, String family) {
    var facts =
        CacheParameterGroup.builder()
            .cacheParameterGroupName(name)
            .cacheParameterGroupFamily(family)
            .description("Default parameter group for " + family)
            .isGlobal(false)
            .arn("arn:aws:elasticache:local:" + Principal.ACCOUNT + ":parametergroup:" + name)
            .build();
    groups.add(name, group(facts));
  }

  private Group group(CacheParameterGroup facts) {
    var life = Lifecycle.settled(context.clock(), "available");
    return new Group(facts, new LinkedHashMap<>(), life);
  }

  /** Tells who knows whether a cache has a group. */
  void usedBy(Predicate<String> caches) {
    inUse = caches;
  }

  /** Has somebody told the name of a group and the values that it has from now on. */
  void onChange(BiConsumer<String, Map<String, String>> listener) {
    listeners.add(listener);
  }

  /** Returns the group to use: the one named, if it is of the family, or the family's default. */
  String choose(String nameOrNull, String family, boolean clustered) {
    if (nameOrNull == null) {
      return "default." + family + (clustered ? ".cluster.on" : "");
    }
    Group group = groups.get(nameOrNull);
    if (!group.facts.cacheParameterGroupFamily().equals(family)) {
      throw Fault.badCombination(
          "Parameter group %s is of family %s, and this engine version wants %s."
              .formatted(nameOrNull, group.facts.cacheParameterGroupFamily(), family));
    }
    if (isClustered(nameOrNull) != clustered) {
      throw Fault.badCombination(
          "Parameter group %s says cluster-enabled %s, and this cluster mode wants the opposite."
              .formatted(nameOrNull, clustered ? "no" : "yes"));
    }
    return group.name();
  }

  /** Returns whether a group is for cluster mode enabled. */
  boolean isClustered(String name) {
    return groups.get(name).value(CLUSTER_ENABLED).equals("yes");
  }

  /** Returns every value that an engine is told, the defaults included. */
  Map<String, String> values(String name) {
    Group group = groups.get(name);
    Map<String, String> values = new LinkedHashMap<>();
    known(group).forEach(k -> values.put(k.name, group.value(k)));
    values.remove(CLUSTER_ENABLED.name);
    return values;
  }

  /** Returns what memcached is to be started with. */
  List<String> memcachedArguments(String name) {
    Map<String, String> values = values(name);
    List<String> arguments = new ArrayList<>(List.of("-f", values.get("chunk_size_growth_factor")));
    if (values.get("disable_flush_all").equals("1")) {
      arguments.add("-F");
    }
    // memcached starts only if the limit is so many whole chunks, and the memory twice the limit.
    int chunks = (Integer.parseInt(values.get("max_item_size")) - 1) / CHUNK + 1;
    arguments.addAll(List.of("-I", Integer.toString(chunks * CHUNK)));
    arguments.addAll(List.of("-m", Integer.toString(Math.max(64, chunks))));
    return arguments;
  }

  private static List<Known> known(Group group) {
    return group.facts.cacheParameterGroupFamily().startsWith("memcached") ? MEMCACHED : REDIS;
  }

  @Requires({"CacheParameterGroupName", "CacheParameterGroupFamily", "Description"})
  CreateCacheParameterGroupResponse create(CreateCacheParameterGroupRequest r, Call call) {
    // A custom name has no dot: that is how the default groups are told apart.
    String name = Names.group("CacheParameterGroupName", r.cacheParameterGroupName());
    groups.requireFree(name);
    if (!Engines.families().contains(r.cacheParameterGroupFamily())) {
      throw Fault.badValue("The family must be one of " + Engines.families() + ".");
    }
    var facts =
        CacheParameterGroup.builder()
            .cacheParameterGroupName(name)
            .cacheParameterGroupFamily(r.cacheParameterGroupFamily())
            .description(r.description())
            .isGlobal(false)
            .arn(call.arn("parametergroup", name))
            .build();
    groups.add(name, group(facts));
    context.tags().begin(facts.arn(), r.tags());
    return CreateCacheParameterGroupResponse.builder().cacheParameterGroup(facts).build();
  }

  @Requires({"CacheParameterGroupName", "ParameterNameValues"})
  ModifyCacheParameterGroupResponse modify(ModifyCacheParameterGroupRequest r, Call call) {
    Group group = custom(r.cacheParameterGroupName());
    for (ParameterNameValue wanted : r.parameterNameValues()) {
      requireAllowed(known(group, wanted.parameterName()), wanted.parameterValue());
    }
    Map<String, String> now = new LinkedHashMap<>();
    r.parameterNameValues().forEach(p -> now.put(p.parameterName(), p.parameterValue()));
    requireKindKept(group, now.keySet());
    group.changed.putAll(now);
    tell(group, now);
    return ModifyCacheParameterGroupResponse.builder()
        .cacheParameterGroupName(group.name())
        .build();
  }

  @Requires("CacheParameterGroupName")
  ResetCacheParameterGroupResponse reset(ResetCacheParameterGroupRequest r, Call call) {
    Group group = custom(r.cacheParameterGroupName());
    List<String> names =
        Boolean.TRUE.equals(r.resetAllParameters())
            ? List.copyOf(group.changed.keySet())
            : r.parameterNameValues().stream().map(ParameterNameValue::parameterName).toList();
    Map<String, String> now = new LinkedHashMap<>();
    names.forEach(name -> now.put(name, known(group, name).standard));
    requireKindKept(group, now.keySet());
    group.changed.keySet().removeAll(names);
    tell(group, now);
    return ResetCacheParameterGroupResponse.builder().cacheParameterGroupName(group.name()).build();
  }

  private void requireKindKept(Group group, Set<String> changing) {
    if (changing.contains(CLUSTER_ENABLED.name) && inUse.test(group.name())) {
      throw Fault.of(STATE, "The cluster mode of a cache in use cannot be changed.");
    }
  }

  private void tell(Group group, Map<String, String> now) {
    Map<String, String> told = new LinkedHashMap<>(now);
    told.remove(CLUSTER_ENABLED.name);
    listeners.forEach(listener -> listener.accept(group.name(), told));
  }

  DescribeCacheParameterGroupsResponse describe(DescribeCacheParameterGroupsRequest r, Call call) {
    return DescribeCacheParameterGroupsResponse.builder()
        .cacheParameterGroups(
            groups.matching(r.cacheParameterGroupName()).stream().map(Group::facts).toList())
        .build();
  }

  @Requires("CacheParameterGroupName")
  DescribeCacheParametersResponse parameters(DescribeCacheParametersRequest r, Call call) {
    Group group = groups.get(r.cacheParameterGroupName());
    List<Parameter> found =
        known(group).stream()
            .filter(
                k ->
                    r.source() == null
                        || r.source().equals("user") == group.changed.containsKey(k.name))
            .map(k -> shown(k, group))
            .toList();
    return DescribeCacheParametersResponse.builder()
        .parameters(found)
        .cacheNodeTypeSpecificParameters(List.of())
        .build();
  }

  private static Parameter shown(Known k, Group group) {
    return Parameter.builder()
        .parameterName(k.name)
        .parameterValue(group.value(k))
        .source(group.changed.containsKey(k.name) ? "user" : "system")
        .dataType(k.type)
        .allowedValues(k.allowed)
        .isModifiable(true)
        .changeType(known(group) == MEMCACHED ? "requires-reboot" : "immediate")
        .build();
  }

  @Requires("CacheParameterGroupName")
  DeleteCacheParameterGroupResponse delete(DeleteCacheParameterGroupRequest r, Call call) {
    Group group = custom(r.cacheParameterGroupName());
    if (inUse.test(group.name())) {
      throw Fault.of(STATE, "Parameter group " + group.name() + " is used by a cache.");
    }
    group.life.endNow();
    return DeleteCacheParameterGroupResponse.builder().build();
  }

  private Group custom(String name) {
    Group group = groups.get(name);
    if (name.startsWith("default.")) {
      throw Fault.of(STATE, "A default parameter group cannot be changed.");
    }
    return group;
  }

  private static Known known(Group group, String name) {
    return known(group).stream()
        .filter(k -> k.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Fault.badValue(
                    "This local endpoint carries no parameter "
                        + name
                        + " to an engine. It knows "
                        + known(group).stream().map(Known::name).toList()
                        + "."));
  }

  private static void requireAllowed(Known parameter, String value) {
    boolean allowed =
        switch (parameter.type) {
          case "integer" -> value.matches("-?\\d{1,9}") && inRange(parameter.allowed, value);
          case "float" -> value.matches("\\d{1,3}(\\.\\d{1,4})?");
          default ->
              parameter.allowed.startsWith("[")
                  ? value.matches(parameter.allowed)
                  : List.of(parameter.allowed.split(",")).contains(value);
        };
    if (!allowed) {
      throw Fault.badValue(
          "%s cannot be %s: allowed is %s.".formatted(parameter.name, value, parameter.allowed));
    }
  }

  /** Reads "1-", "0,20-" and "1024-134217728". */
  private static boolean inRange(String allowed, String value) {
    long number = Long.parseLong(value);
    for (String range : allowed.split(",")) {
      int dash = range.indexOf('-', 1);
      long low = Long.parseLong(dash < 0 ? range : range.substring(0, dash));
      String high = dash < 0 ? range : range.substring(dash + 1);
      if (number >= low && (high.isEmpty() || number <= Long.parseLong(high))) {
        return true;
      }
    }
    return false;
  }
}

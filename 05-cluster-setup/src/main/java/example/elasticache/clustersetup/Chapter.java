package example.elasticache.clustersetup;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.elasticache.model.Endpoint;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;

/** The names and the steps of the chapter's setup; all names begin alike. */
public record Chapter(String prefix, Place place) {

  /** Returns the user's id and name, which IAM wants to be one. */
  public String user() {
    return prefix + "-app";
  }

  /** Returns the user group of both caches. */
  public String userGroup() {
    return prefix + "-group";
  }

  /** Returns the application's role. */
  public String role() {
    return prefix + "-role";
  }

  /** Returns the serverless cache. */
  public String serverless() {
    return prefix + "-sl";
  }

  /** Returns the replication group. */
  public String cluster() {
    return prefix + "-cmd";
  }

  /** Returns the Memcached cluster. */
  public String memcached() {
    return prefix + "-mc";
  }

  // tag::steps[]
  /** Returns every step, in the order of creation. */
  public List<Step> steps(AwsClients aws) {
    var tagging = new Tagging(prefix);
    var policies = new Policies(aws.account(), aws.region().id());
    var access = new AccessSteps(aws.elastiCache(), aws.iam(), tagging);
    var serverless = new ServerlessSteps(aws.elastiCache(), tagging);
    var groups = new GroupSteps(aws.elastiCache(), tagging);
    var own = new OwnClusterSteps(aws.elastiCache(), tagging);
    var memcached = new MemcachedSteps(aws.elastiCache(), tagging);
    String subnets = prefix + "-subnets";
    String parameters = prefix + "-valkey8";
    List<Step> steps = new ArrayList<>();
    steps.add(access.user(user()));
    steps.add(access.userGroup(userGroup(), user()));
    steps.add(
        access.role(
            role(),
            policies.trustLambda(),
            prefix + "-connect",
            policies.connectToServerless(serverless(), user()),
            aws.account()));
    steps.add(serverless.cache(serverless(), userGroup(), place));
    steps.add(groups.subnetGroup(subnets, place));
    steps.add(groups.parameterGroup(parameters));
    steps.add(
        own.replicationGroup(
            new OwnClusterSteps.Cluster(cluster(), parameters, subnets, userGroup(), 2), place));
    steps.add(memcached.cluster(memcached(), subnets, 2, place));
    return steps;
  }

  // end::steps[]

  /** Returns where each cache answers, a line each; they must be there. */
  public List<String> endpoints(AwsClients aws) {
    NodeGroup own = nodeGroup(aws);
    return List.of(
        line(serverless(), serverlessEndpoint(aws)),
        line(cluster() + ", primary", own.primaryEndpoint()),
        line(cluster() + ", reader", own.readerEndpoint()),
        line(memcached() + ", nodes", memcachedEndpoint(aws)));
  }

  Endpoint serverlessEndpoint(AwsClients aws) {
    return new ServerlessSteps(aws.elastiCache(), new Tagging(prefix)).endpoint(serverless());
  }

  NodeGroup nodeGroup(AwsClients aws) {
    return new OwnClusterSteps(aws.elastiCache(), new Tagging(prefix)).nodeGroup(cluster());
  }

  Endpoint memcachedEndpoint(AwsClients aws) {
    return new MemcachedSteps(aws.elastiCache(), new Tagging(prefix)).endpoint(memcached());
  }

  private static String line(String what, Endpoint endpoint) {
    return "%-34s %s, port %d".formatted(what, endpoint.address(), endpoint.port());
  }
}

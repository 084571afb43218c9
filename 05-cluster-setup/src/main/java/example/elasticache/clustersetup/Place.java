package example.elasticache.clustersetup;

import java.util.List;

/** Where caches lie: subnets in two zones or more, and the security group that guards them. */
public record Place(List<String> subnets, String securityGroup) {

  /** Refuses a place that no cache should lie in. */
  public Place {
    subnets = List.copyOf(subnets);
    if (subnets.size() < 2) {
      throw new SetupException("Name at least two subnets in different zones, for Multi-AZ.");
    }
    if (!securityGroup.startsWith("sg-")) {
      throw new SetupException(
          "Name a security group of yours, such as sg-0123; it should let in the application's group on the ports 6379 and 6380, and never 0.0.0.0/0.");
    }
  }
}

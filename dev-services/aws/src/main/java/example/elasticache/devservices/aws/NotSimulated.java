package example.elasticache.devservices.aws;

import java.util.List;

/** What a local endpoint cannot show; printed at its start, and listed on its page. */
final class NotSimulated {
  static final List<String> LINES =
      List.of(
          "IAM policies are kept and never evaluated: whoever has a known key may do everything.",
          "There is no VPC: subnets, zones, security groups and network types are names, and endpoints are ports of this machine: of Memcached, any that is free.",
          "Node types and ECPU limits are names: every engine has the whole machine.",
          "Versions are names: every engine is the Valkey or Redis program of this machine, and a Memcached node without a memcached program is a stand-in.",
          "Nothing is billed, upgraded, patched, or encrypted at rest.",
          "No snapshot is taken by itself, whatever the retention limit says; windows, log delivery and notifications have no effect, and every change is applied at once.",
          "Both endpoints of a serverless cache lead to one engine, so its reads never lag.",
          "Refused in plain words: final and exported snapshots, snapshots with cluster mode enabled, resharding, changes of engine, version, node type or TLS, AuthToken, TLS or a serverless cache for Memcached, data tiering, global groups, and every action that the endpoint's page does not list.",
          "The max_item_size of Memcached is rounded up to whole 512 KB, and read when a node starts.",
          "Describe calls answer everything on one page.");

  private NotSimulated() {}
}

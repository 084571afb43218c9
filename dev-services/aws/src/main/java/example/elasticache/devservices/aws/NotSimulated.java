package example.elasticache.devservices.aws;

import java.util.List;

/** What a local endpoint cannot show; printed at its start, and listed on its page. */
final class NotSimulated {
  static final List<String> LINES =
      List.of(
          "IAM policies are kept and never evaluated: whoever has a known key may do everything.",
          "There is no VPC: subnets, zones and security groups are names; endpoints are loopback ports.",
          "Node types and ECPU limits are names: every engine has the whole machine.",
          "Versions are names: every engine is the Valkey or Redis program of this machine.",
          "Nothing is billed, upgraded, patched, or encrypted at rest.",
          "Automatic, exported and final snapshots, snapshots with cluster mode enabled, resharding, AuthToken, global groups and serverless Memcached are refused.",
          "Memcached's max_item_size is rounded up to whole 512 KB, and read when a node starts.",
          "Describe calls answer everything on one page.");

  private NotSimulated() {}
}

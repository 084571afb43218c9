package example.elasticache.devservices.aws;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheClustersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeServerlessCachesRequest;
import software.amazon.awssdk.services.elasticache.model.Endpoint;
import software.amazon.awssdk.services.elasticache.model.Event;

/** A page for people: the caches, what happened, and what is not simulated. */
final class StatusPage {
  private static final int EVENTS = 30;

  private final Context context;
  private final ServerlessCaches serverless;
  private final ReplicationGroups groups;
  private final CacheClusters clusters;
  private final Map<String, Actions> services;

  StatusPage(
      Context context,
      ServerlessCaches serverless,
      ReplicationGroups groups,
      CacheClusters clusters,
      Map<String, Actions> services) {
    this.context = context;
    this.serverless = serverless;
    this.groups = groups;
    this.clusters = clusters;
    this.services = services;
  }

  String html() {
    return """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta http-equiv="refresh" content="2">
        <title>Local ElastiCache</title>
        <style>
          body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
          table { border-collapse: collapse; width: 100%% }
          th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #8886; vertical-align: top }
          :root { color-scheme: light dark }
        </style>
        <h1>Local ElastiCache</h1>
        <h2>Caches</h2>
        %s
        <h2>Events, the newest first</h2>
        %s
        <h2>Actions</h2>
        %s
        <h2>Not simulated</h2>
        <ul>%s</ul>
        </html>
        """
        .formatted(
            table(List.of("Name", "Kind", "Engine", "Status", "Endpoints"), caches()),
            table(List.of("Time", "About", "What"), events()),
            services.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> "<p>" + e.getKey() + ": " + String.join(", ", e.getValue().names()))
                .collect(Collectors.joining("\n")),
            NotSimulated.LINES.stream()
                .map(line -> "<li>" + QueryXml.escape(line) + "</li>")
                .collect(Collectors.joining("\n")));
  }

  private List<List<String>> caches() {
    List<List<String>> rows = new ArrayList<>();
    serverless
        .describe(DescribeServerlessCachesRequest.builder().build(), null)
        .serverlessCaches()
        .forEach(
            c ->
                rows.add(
                    List.of(
                        c.serverlessCacheName(),
                        "serverless",
                        c.engine() + " " + c.fullEngineVersion(),
                        c.status(),
                        at("", c.endpoint()) + at("reader ", c.readerEndpoint()))));
    groups
        .describe(DescribeReplicationGroupsRequest.builder().build(), null)
        .replicationGroups()
        .forEach(
            g ->
                rows.add(
                    List.of(
                        g.replicationGroupId(),
                        "replication group"
                            + (g.clusterEnabled() ? ", cluster mode" : "")
                            + (g.transitEncryptionEnabled() ? ", TLS" : ""),
                        g.engine(),
                        g.status(),
                        at("configuration ", g.configurationEndpoint())
                            + g.nodeGroups().stream()
                                .map(
                                    n ->
                                        at("primary ", n.primaryEndpoint())
                                            + at("reader ", n.readerEndpoint())
                                            + n.nodeGroupMembers().stream()
                                                .map(
                                                    m ->
                                                        at(
                                                            m.cacheClusterId()
                                                                + ", "
                                                                + m.currentRole()
                                                                + " ",
                                                            m.readEndpoint()))
                                                .collect(Collectors.joining()))
                                .collect(Collectors.joining()))));
    var memcached =
        DescribeCacheClustersRequest.builder()
            .showCacheNodeInfo(true)
            .showCacheClustersNotInReplicationGroups(true)
            .build();
    for (CacheCluster c : clusters.describe(memcached, null).cacheClusters()) {
      rows.add(
          List.of(
              c.cacheClusterId(),
              "cache cluster",
              c.engine() + " " + c.engineVersion(),
              c.cacheClusterStatus(),
              at("configuration ", c.configurationEndpoint())
                  + c.cacheNodes().stream()
                      .map(n -> at(n.cacheNodeId() + " ", n.endpoint()))
                      .collect(Collectors.joining())));
    }
    return rows;
  }

  private static String at(String what, Endpoint endpoint) {
    return endpoint == null ? "" : what + endpoint.address() + ":" + endpoint.port() + "\n";
  }

  private List<List<String>> events() {
    List<Event> all = new ArrayList<>(context.events().all());
    Collections.reverse(all);
    return all.stream()
        .limit(EVENTS)
        .map(
            e ->
                List.of(
                    e.date().truncatedTo(ChronoUnit.SECONDS).toString(),
                    e.sourceIdentifier(),
                    e.message()))
        .toList();
  }

  private static String table(List<String> heads, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return "<p>None.</p>";
    }
    return "<table><tr>"
        + heads.stream().map(h -> "<th>" + h + "</th>").collect(Collectors.joining())
        + "</tr>"
        + rows.stream().map(StatusPage::row).collect(Collectors.joining("\n"))
        + "</table>";
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> "<td>" + QueryXml.escape(cell).replace("\n", "<br>") + "</td>")
        .collect(Collectors.joining("", "<tr>", "</tr>"));
  }
}

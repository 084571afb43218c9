package example.elasticache.lambdacache;

import java.util.Optional;

/** What is asked of the upstream API: a path with its query, for everybody or for one caller. */
public record UpstreamRequest(String pathAndQuery, Optional<Caller> caller) {}

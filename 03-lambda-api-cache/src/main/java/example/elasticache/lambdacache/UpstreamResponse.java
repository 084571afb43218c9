package example.elasticache.lambdacache;

import java.net.http.HttpHeaders;

/** What the upstream API answered: that there is such a thing, or that there is none. */
public record UpstreamResponse(int status, HttpHeaders headers, EscapedJson body) {}

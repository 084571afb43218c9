package example.elasticache.lambdacache.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import example.elasticache.lambdacache.Caller;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Events as API Gateway sends them for a GET. */
public final class Events {

  /** Returns the event of an HTTP API (payload 2.0), as its default stage sends it. */
  public static String ofHttpApi(String pathAndQuery, Optional<Caller> caller) {
    String path = pathAndQuery.replaceAll("\\?.*", "");
    Map<String, List<String>> query = query(pathAndQuery);
    String authorizer =
        caller
            .map(
                c ->
                    "\"authorizer\":{\"jwt\":{\"claims\":{\"sub\":%s,\"tenant\":%s},\"scopes\":null}},"
                        .formatted(quote(c.subject()), quote(c.tenant())))
            .orElse("");
    return """
        {"version":"2.0","routeKey":"$default","rawPath":%s,"rawQueryString":%s,
         "headers":{"accept":"*/*","host":"abc123.execute-api.eu-central-1.amazonaws.com",
          "user-agent":"curl/8.5.0","x-amzn-trace-id":"Root=1-65a1","x-forwarded-for":"203.0.113.9",
          "x-forwarded-port":"443","x-forwarded-proto":"https"},
         "queryStringParameters":%s,
         "requestContext":{"accountId":"123456789012","apiId":"abc123",%s
          "domainName":"abc123.execute-api.eu-central-1.amazonaws.com","domainPrefix":"abc123",
          "http":{"method":"GET","path":%s,"protocol":"HTTP/1.1","sourceIp":"203.0.113.9",
           "userAgent":"curl/8.5.0"},
          "requestId":"JKJaXmPLvHcESHA=","routeKey":"$default","stage":"$default",
          "time":"25/Nov/2026:09:00:00 +0000","timeEpoch":1795597200000},
         "isBase64Encoded":false}"""
        .formatted(
            quote(path),
            quote(pathAndQuery.contains("?") ? pathAndQuery.replaceAll("^[^?]*\\?", "") : ""),
            query.isEmpty() ? "null" : object(query, ","),
            authorizer,
            quote(path));
  }

  /** Returns the event of a REST API (payload 1.0) with a Cognito authorizer. */
  public static String ofRestApi(String pathAndQuery, Optional<Caller> caller) {
    String path = pathAndQuery.replaceAll("\\?.*", "");
    Map<String, List<String>> query = query(pathAndQuery);
    String authorizer =
        caller
            .map(
                c ->
                    "\"authorizer\":{\"claims\":{\"sub\":%s,\"custom:tenant\":%s,\"token_use\":\"id\"}},"
                        .formatted(quote(c.subject()), quote(c.tenant())))
            .orElse("");
    return """
        {"resource":"/{proxy+}","path":%s,"httpMethod":"GET",
         "headers":{"Accept":"*/*","Host":"abc123.execute-api.eu-central-1.amazonaws.com"},
         "multiValueHeaders":{"Accept":["*/*"]},
         "queryStringParameters":%s,"multiValueQueryStringParameters":%s,
         "pathParameters":{"proxy":%s},"stageVariables":null,
         "requestContext":{"accountId":"123456789012","apiId":"abc123",%s
          "httpMethod":"GET","identity":{"sourceIp":"203.0.113.9","userAgent":"curl/8.5.0"},
          "path":"/prod","protocol":"HTTP/1.1","requestId":"c6af9ac6","stage":"prod",
          "resourcePath":"/{proxy+}","requestTimeEpoch":1795597200000},
         "body":null,"isBase64Encoded":false}"""
        .formatted(
            quote(path),
            query.isEmpty() ? "null" : object(query, null),
            query.isEmpty() ? "null" : arrays(query),
            quote(path.replaceFirst("^/", "")),
            authorizer);
  }

  private static Map<String, List<String>> query(String pathAndQuery) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    if (pathAndQuery.contains("?")) {
      for (String pair : pathAndQuery.replaceAll("^[^?]*\\?", "").split("&")) {
        String[] parts = pair.split("=", 2);
        query
            .computeIfAbsent(URLDecoder.decode(parts[0], UTF_8), name -> new ArrayList<>())
            .add(parts.length == 2 ? URLDecoder.decode(parts[1], UTF_8) : "");
      }
    }
    return query;
  }

  /** An HTTP API joins repeated values; a REST API keeps the last one here. */
  private static String object(Map<String, List<String>> query, String join) {
    return query.entrySet().stream()
        .map(
            p ->
                quote(p.getKey())
                    + ":"
                    + quote(
                        join == null
                            ? p.getValue().get(p.getValue().size() - 1)
                            : String.join(join, p.getValue())))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String arrays(Map<String, List<String>> query) {
    return query.entrySet().stream()
        .map(
            p ->
                quote(p.getKey())
                    + ":"
                    + p.getValue().stream()
                        .map(Events::quote)
                        .collect(Collectors.joining(",", "[", "]")))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quote(String text) {
    var quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private Events() {}
}

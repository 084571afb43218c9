package example.elasticache.lambdacache.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import example.elasticache.lambdacache.Caller;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What this function takes from an event of API Gateway; of the headers and the body, nothing.
 *
 * <p>The path is that of the API, without the stage. The query has its parameters in the order in
 * which they came.
 */
public record GatewayRequest(
    String method, String path, Map<String, List<String>> query, Optional<Caller> caller) {

  /** Returns path and query as they came. */
  public String pathAndQuery() {
    String parameters =
        query.entrySet().stream()
            .flatMap(
                parameter ->
                    parameter.getValue().stream()
                        .map(value -> escape(parameter.getKey()) + "=" + escape(value)))
            .collect(Collectors.joining("&"));
    return parameters.isEmpty() ? path : path + "?" + parameters;
  }

  private static String escape(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  /** Shows nothing that a log must not have. */
  @Override
  public String toString() {
    return "GatewayRequest[" + method + "]";
  }
}

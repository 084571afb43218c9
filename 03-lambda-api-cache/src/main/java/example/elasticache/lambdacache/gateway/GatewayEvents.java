package example.elasticache.lambdacache.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import example.elasticache.lambdacache.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the event of a request, in both forms that API Gateway sends: 1.0 of REST and HTTP APIs,
 * 2.0 of HTTP APIs.
 *
 * <p>It reads the few fields that count and skips the rest, which is the larger part of an event.
 */
public final class GatewayEvents {
  /** An event of Lambda has at most 6 MB. */
  private static final long LARGEST = 6L * 1024 * 1024;

  private static final int DEEPEST = 32;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(LARGEST)
                  .maxNestingDepth(DEEPEST)
                  .build())
          .build();

  // tag::read[]
  /**
   * Returns the request.
   *
   * @throws BadEventException if the event is not that of a request through API Gateway
   */
  public static GatewayRequest read(InputStream event) throws BadEventException {
    try (JsonParser json = JSON.createParser(event)) {
      return new Fields(json).read().toRequest();
    } catch (IOException e) {
      throw new BadEventException("not readable as JSON", e);
    }
  }

  // end::read[]

  /** The fields of an event, as they are found. */
  private static final class Fields {
    private final JsonParser json;
    private String version;
    private String method;
    private String path;
    private String methodOfHttpApi;
    private String pathOfHttpApi;
    private String stage;
    private boolean fromLoadBalancer;
    private Map<String, List<String>> query = Map.of();
    private Map<String, List<String>> repeatedQuery = Map.of();
    private Map<String, String> claims = Map.of();

    Fields(JsonParser json) {
      this.json = json;
    }

    Fields read() throws IOException, BadEventException {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new BadEventException("not an object", null);
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "version" -> version = text();
          case "httpMethod" -> method = text();
          case "path" -> path = text();
          case "rawPath" -> pathOfHttpApi = text();
          case "queryStringParameters" -> query = parameters();
          case "multiValueQueryStringParameters" -> repeatedQuery = parameters();
          case "requestContext" -> readContext();
          default -> json.skipChildren();
        }
      }
      return this;
    }

    private void readContext() throws IOException, BadEventException {
      for (String name = firstName(); name != null; name = json.nextFieldName()) {
        json.nextToken();
        switch (name) {
          case "stage" -> stage = text();
          case "elb" -> {
            fromLoadBalancer = true;
            json.skipChildren();
          }
          case "http" -> readHttp();
          case "authorizer" -> claims = readAuthorizer();
          default -> json.skipChildren();
        }
      }
    }

    private void readHttp() throws IOException, BadEventException {
      for (String name = firstName(); name != null; name = json.nextFieldName()) {
        json.nextToken();
        if (name.equals("method")) {
          methodOfHttpApi = text();
        } else {
          json.skipChildren();
        }
      }
    }

    // tag::authorizer[]
    /** Claims stand at the top, or one level lower: it depends on API and authorizer. */
    private Map<String, String> readAuthorizer() throws IOException, BadEventException {
      Map<String, String> found = new HashMap<>();
      for (String name = firstName(); name != null; name = json.nextFieldName()) {
        JsonToken value = json.nextToken();
        if (value == JsonToken.VALUE_STRING) {
          found.put(name, json.getText());
        } else if (name.equals("jwt")) {
          found.putAll(readAuthorizer());
        } else if (name.equals("claims") || name.equals("lambda")) {
          found.putAll(readClaims());
        } else {
          json.skipChildren();
        }
      }
      return found;
    }

    // end::authorizer[]

    private Map<String, String> readClaims() throws IOException, BadEventException {
      Map<String, String> found = new HashMap<>();
      for (String name = firstName(); name != null; name = json.nextFieldName()) {
        if (json.nextToken() == JsonToken.VALUE_STRING) {
          found.put(name, json.getText());
        } else {
          json.skipChildren();
        }
      }
      return found;
    }

    private Map<String, List<String>> parameters() throws IOException, BadEventException {
      Map<String, List<String>> found = new LinkedHashMap<>();
      for (String name = firstName(); name != null; name = json.nextFieldName()) {
        List<String> values = new ArrayList<>();
        if (json.nextToken() == JsonToken.START_ARRAY) {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            values.add(requireText());
          }
        } else {
          values.add(requireText());
        }
        found.put(name, values);
      }
      return found;
    }

    /** Returns the first name of the object here, or null if there is none, or no object. */
    private String firstName() throws IOException, BadEventException {
      if (json.currentToken() == JsonToken.VALUE_NULL) {
        return null;
      }
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw new BadEventException("something else where an object is due", null);
      }
      return json.nextFieldName();
    }

    private String text() throws IOException, BadEventException {
      return json.currentToken() == JsonToken.VALUE_NULL ? null : requireText();
    }

    private String requireText() throws IOException, BadEventException {
      if (json.currentToken() != JsonToken.VALUE_STRING) {
        throw new BadEventException("something else where a text is due", null);
      }
      return json.getText();
    }

    GatewayRequest toRequest() throws BadEventException {
      boolean two = "2.0".equals(version);
      String requestMethod = two ? methodOfHttpApi : method;
      String requestPath = two ? pathOfHttpApi : path;
      if (!two && version != null && !version.equals("1.0")
          || fromLoadBalancer
          || requestMethod == null
          || requestPath == null) {
        throw new BadEventException("not a request through API Gateway", null);
      }
      return new GatewayRequest(
          requestMethod,
          withoutStage(requestPath),
          repeatedQuery.isEmpty() ? query : repeatedQuery,
          caller());
    }

    /** An HTTP API puts the name of the stage in front, unless it is the default one. */
    private String withoutStage(String full) {
      return version != null && stage != null && full.startsWith("/" + stage + "/")
          ? full.substring(stage.length() + 1)
          : full;
    }

    private Optional<Caller> caller() {
      String tenant = claims.getOrDefault("tenant", claims.get("custom:tenant"));
      String subject = claims.getOrDefault("sub", claims.get("principalId"));
      try {
        return tenant == null || subject == null
            ? Optional.empty()
            : Optional.of(new Caller(tenant, subject));
      } catch (IllegalArgumentException nobody) {
        return Optional.empty();
      }
    }
  }

  private GatewayEvents() {}
}

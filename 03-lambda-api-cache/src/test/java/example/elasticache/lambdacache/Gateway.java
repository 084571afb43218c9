package example.elasticache.lambdacache;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import example.elasticache.lambdacache.demo.Events;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plays API Gateway: hands an event to the function, and reads what it answers. */
final class Gateway {
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** What a client of the API sees. */
  record Reply(int status, String cache, String body) {}

  /** Returns a function over these two, as another sandbox would have it. */
  static CachedApi sandbox(URI upstream, URI cache) {
    return new CachedApi(
        Routes.SHOP,
        Settings.of(Map.of("UPSTREAM_URL", upstream.toString(), "CACHE_URL", cache.toString())));
  }

  /** Returns one that waits for its cache: for many sandboxes on one small machine. */
  static CachedApi patientSandbox(URI upstream, URI cache) {
    return new CachedApi(
        Routes.SHOP,
        Settings.of(Map.of("UPSTREAM_URL", upstream.toString(), "CACHE_URL", cache.toString())),
        TIMEOUT,
        TIMEOUT);
  }

  static Reply ask(CachedApi function, String pathAndQuery) {
    return ask(function, pathAndQuery, null, TIMEOUT);
  }

  static Reply ask(CachedApi function, String pathAndQuery, Caller caller) {
    return ask(function, pathAndQuery, caller, TIMEOUT);
  }

  static Reply ask(CachedApi function, String pathAndQuery, Caller caller, Duration remaining) {
    String event = Events.ofHttpApi(pathAndQuery, Optional.ofNullable(caller));
    return send(function, event.getBytes(UTF_8), remaining);
  }

  static Reply send(CachedApi function, byte[] event, Duration remaining) {
    var answer = new ByteArrayOutputStream();
    try {
      function.handle(
          new ByteArrayInputStream(event), answer, Budget.of(new FakeContext(remaining)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read(answer.toByteArray());
  }

  /** Reads an answer as strictly as API Gateway does: one object, known fields only. */
  static Reply read(byte[] answer) {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser json = new JsonFactory().createParser(answer)) {
      require(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.START_OBJECT) {
          require(name.equals("headers"));
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            String header = json.currentName();
            json.nextToken();
            require(fields.put(header, json.getText()) == null);
          }
        } else {
          require(fields.put(name, json.getText()) == null);
        }
      }
      require(json.nextToken() == null);
    } catch (IOException e) {
      throw new UncheckedIOException(new String(answer, UTF_8), e);
    }
    require(
        fields
            .keySet()
            .equals(
                Set.of(
                    "statusCode",
                    "Content-Type",
                    "Cache-Control",
                    "X-Cache",
                    "isBase64Encoded",
                    "body")));
    require(fields.get("Content-Type").equals("application/json"));
    require(fields.get("Cache-Control").equals("no-store"));
    return new Reply(
        Integer.parseInt(fields.get("statusCode")), fields.get("X-Cache"), fields.get("body"));
  }

  private static void require(boolean asExpected) {
    if (!asExpected) {
      throw new AssertionError("The answer is not of the form that API Gateway wants.");
    }
  }

  private Gateway() {}
}

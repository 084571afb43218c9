package example.elasticache.devservices.aws;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The AWS query protocol: a signed form comes in, XML goes out. */
final class QueryEndpoint {
  private static final int LONGEST_BODY = 1024 * 1024;
  private static final Map<String, String> NAMESPACES =
      Map.of(
          "elasticache", "http://elasticache.amazonaws.com/doc/2015-02-02/",
          "iam", "https://iam.amazonaws.com/doc/2010-05-08/",
          "sts", "https://sts.amazonaws.com/doc/2011-06-15/");

  private final RequestCheck check;
  private final Map<String, Actions> services;
  private final Consumer<String> log;

  QueryEndpoint(RequestCheck check, Map<String, Actions> services, Consumer<String> log) {
    this.check = check;
    this.services = services;
    this.log = log;
  }

  void handle(HttpExchange exchange) throws IOException {
    String requestId = UUID.randomUUID().toString();
    String namespace = NAMESPACES.get("elasticache");
    int status = 200;
    String answer;
    try {
      byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
      if (body.length > LONGEST_BODY) {
        // Whoever still sends would get a reset instead of the answer; a limit of time ends it.
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        throw Fault.of("RequestEntityTooLarge", "The request is longer than a megabyte.");
      }
      RequestCheck.Sender sender =
          check.check(exchange.getRequestURI(), exchange.getRequestHeaders(), body);
      Actions actions = services.get(sender.service());
      if (actions == null) {
        throw Fault.of(
            "InvalidAction",
            "This local endpoint knows " + services.keySet() + ", not " + sender.service() + ".");
      }
      namespace = NAMESPACES.get(sender.service());
      QueryForm form = QueryForm.parse(new String(body, StandardCharsets.UTF_8));
      String action = form.get("Action");
      var call = new Call(sender.principal(), sender.region());
      answer =
          QueryXml.answer(action, namespace, requestId, alone(() -> actions.perform(form, call)));
      log.accept(sender.service() + " " + action);
    } catch (Fault fault) {
      status = fault.status();
      answer = QueryXml.fault(namespace, requestId, fault);
    } catch (RuntimeException e) {
      log.accept("An action failed: " + e);
      var fault = Fault.internal("This local endpoint failed: " + e.getClass().getSimpleName());
      status = fault.status();
      answer = QueryXml.fault(namespace, requestId, fault);
    }
    send(exchange, status, "text/xml", answer);
  }

  /** One at a time: what the actions share needs no other lock, and none of them waits long. */
  synchronized <T> T alone(Supplier<T> work) {
    return work.get();
  }

  static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}

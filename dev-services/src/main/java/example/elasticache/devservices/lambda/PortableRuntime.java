package example.elasticache.devservices.lambda;

import com.amazonaws.services.lambda.crac.Core;
import com.amazonaws.services.lambda.runtime.api.client.EventHandlerLoader;
import com.amazonaws.services.lambda.runtime.api.client.HandlerInfo;
import com.amazonaws.services.lambda.runtime.api.client.LambdaRequestHandler;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.InvocationRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Runs a function where the native part of AWS's client does not exist: on macOS and Windows. */
final class PortableRuntime {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String root =
      "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/";

  /** Takes events and answers them until the Runtime API is gone. */
  public static void main(String[] args) throws Exception {
    // AWS's client looks for the function's classes through this class loader, too.
    Thread.currentThread().setContextClassLoader(PortableRuntime.class.getClassLoader());
    new PortableRuntime().run(args[0]);
  }

  private void run(String handler) throws Exception {
    LambdaRequestHandler function;
    try {
      function =
          EventHandlerLoader.loadEventHandler(
              HandlerInfo.fromString(handler, PortableRuntime.class.getClassLoader()));
      if (function instanceof LambdaRequestHandler.UserFaultHandler broken) {
        throw broken.fault;
      }
    } catch (Exception | LinkageError e) {
      post("init/error", error(e));
      System.exit(1);
      return;
    }
    if ("snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
      beforeCheckpoint();
      get("restore/next");
      Core.getGlobalContext().afterRestore(null);
    }
    while (true) {
      call(function, get("invocation/next"));
    }
  }

  private static void beforeCheckpoint() throws Exception {
    try {
      Core.getGlobalContext().beforeCheckpoint(null);
    } catch (UnsatisfiedLinkError noNativePart) {
      // After the function's hooks, the JVM's cache of host names is to be emptied. Here it stays.
    }
  }

  private void call(LambdaRequestHandler function, HttpResponse<byte[]> event) throws Exception {
    var request = new InvocationRequest();
    request.setId(header(event, "Lambda-Runtime-Aws-Request-Id"));
    request.setInvokedFunctionArn(header(event, "Lambda-Runtime-Invoked-Function-Arn"));
    request.setDeadlineTimeInMs(Long.parseLong(header(event, "Lambda-Runtime-Deadline-Ms")));
    request.setContent(event.body());
    String answer = "invocation/" + request.getId();
    try {
      post(answer + "/response", function.call(request).toByteArray());
    } catch (Exception | LinkageError | StackOverflowError e) {
      post(answer + "/error", error(e));
    }
  }

  private static String header(HttpResponse<byte[]> event, String name) {
    return event.headers().firstValue(name).orElseThrow();
  }

  private static byte[] error(Throwable failure) {
    // The message may hold anything; the type is enough to find the line in the log.
    failure.printStackTrace();
    return ("{\"errorType\":\"" + failure.getClass().getName() + "\"}").getBytes();
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(root + path)).build(), BodyHandlers.ofByteArray());
  }

  private void post(String path, byte[] body) throws Exception {
    http.send(
        HttpRequest.newBuilder(URI.create(root + path))
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.discarding());
  }

  private PortableRuntime() {}
}

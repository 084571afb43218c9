package example.elasticache.lambdacache;

import static java.nio.charset.StandardCharsets.UTF_8;

import example.elasticache.lambdacache.UpstreamException.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The upstream API over HTTP.
 *
 * <p>The host is fixed: nothing that a client sends chooses where a request goes, and a redirect is
 * not followed. One client lives as long as the sandbox and keeps its connections.
 */
public final class HttpUpstream implements Upstream {
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final int LARGEST = 1024 * 1024;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(Version.HTTP_1_1)
          .followRedirects(Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();
  private final URI base;
  private final RequestSigner signer;
  private final Duration limit;

  /** Asks below this address, and waits no longer than the limit. */
  public HttpUpstream(URI base, RequestSigner signer, Duration limit) {
    this.base = base;
    this.signer = signer;
    this.limit = limit;
  }

  // tag::get[]
  @Override
  public UpstreamResponse get(UpstreamRequest request, Budget budget) {
    HttpResponse<byte[]> response = send(request(request), budget.atMost(limit));
    int status = response.statusCode();
    if (status == 429) {
      throw new UpstreamException(Reason.THROTTLED, "status 429", null);
    }
    if (status >= 500) {
      throw new UpstreamException(Reason.UNAVAILABLE, "status " + status, null);
    }
    if (status != 200 && status != 404) {
      throw new UpstreamException(Reason.UNEXPECTED, "status " + status, null);
    }
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (!type.matches("(?i)application/json *(;.*)?")) {
      throw new UpstreamException(Reason.UNEXPECTED, "an answer that is not JSON", null);
    }
    try {
      return new UpstreamResponse(status, response.headers(), EscapedJson.of(response.body()));
    } catch (IOException e) {
      throw new UpstreamException(Reason.UNEXPECTED, "broken JSON", e);
    }
  }

  // end::get[]

  private HttpRequest request(UpstreamRequest wanted) {
    URI uri = URI.create(base + wanted.pathAndQuery());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json");
    // Escaped: a name may hold anything, and a header must not end early.
    wanted
        .caller()
        .ifPresent(
            caller ->
                headers.put("X-Caller", escape(caller.tenant()) + "/" + escape(caller.subject())));
    var request = HttpRequest.newBuilder(uri);
    sign(uri, headers).forEach(request::header);
    return request.build();
  }

  private Map<String, String> sign(URI uri, Map<String, String> headers) {
    try {
      return signer.sign(uri, headers);
    } catch (RuntimeException e) {
      // Whoever cannot ask needs an older copy as much as whoever gets no answer.
      throw new UpstreamException(
          Reason.UNAVAILABLE, "no signature: " + e.getClass().getSimpleName(), e);
    }
  }

  private static String escape(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  // tag::send[]
  private HttpResponse<byte[]> send(HttpRequest request, Duration limit) {
    if (limit.isZero()) {
      throw new UpstreamException(Reason.LATE, "no time left to ask", null);
    }
    // The request's own timeout ends with the headers: a body may drip in for ever.
    CompletableFuture<HttpResponse<byte[]>> response =
        http.sendAsync(request, info -> new LimitedBody(LARGEST));
    try {
      return response.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new UpstreamException(Reason.LATE, "no answer within " + limit.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UpstreamException(Reason.UNAVAILABLE, "interrupted", e);
    } finally {
      response.cancel(true); // closes the connection of an answer that is still on its way
    }
  }

  // end::send[]

  private static UpstreamException failure(Throwable cause) {
    if (cause instanceof LimitedBody.TooLargeException) {
      return new UpstreamException(Reason.UNEXPECTED, "an answer of more than 1 MiB", cause);
    }
    if (cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException)) {
      return new UpstreamException(Reason.LATE, "no answer in time", cause);
    }
    return new UpstreamException(
        Reason.UNAVAILABLE, "no whole answer: " + cause.getClass().getSimpleName(), cause);
  }
}

package example.elasticache.lambdacache.stages;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import example.elasticache.lambdacache.Answer;
import example.elasticache.lambdacache.Answer.Source;
import example.elasticache.lambdacache.Budget;
import example.elasticache.lambdacache.HttpUpstream;
import example.elasticache.lambdacache.RefusedException;
import example.elasticache.lambdacache.Routes;
import example.elasticache.lambdacache.Settings;
import example.elasticache.lambdacache.Upstream;
import example.elasticache.lambdacache.UpstreamException;
import example.elasticache.lambdacache.UpstreamResponse;
import example.elasticache.lambdacache.gateway.BadEventException;
import example.elasticache.lambdacache.gateway.GatewayEvents;
import example.elasticache.lambdacache.gateway.GatewayResponses;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** The same function without a cache, to compare with: what does the cache's client cost? */
public final class UncachedHandler implements RequestStreamHandler {
  private static final Settings SETTINGS = Settings.of(System.getenv());
  private static final Upstream UPSTREAM =
      new HttpUpstream(SETTINGS.upstream(), SETTINGS.signer(), Duration.ofSeconds(3));

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    GatewayResponses.write(answer(event, Budget.of(context)), answer);
  }

  private static Answer answer(InputStream event, Budget budget) {
    try {
      var call = Routes.SHOP.match(GatewayEvents.read(event));
      UpstreamResponse response = UPSTREAM.get(call.toUpstream(), budget);
      return new Answer(response.status(), response.body(), Source.MISS);
    } catch (BadEventException e) {
      return Answer.error(400, "Bad request.");
    } catch (RefusedException e) {
      return e.toAnswer();
    } catch (UpstreamException e) {
      return e.toAnswer();
    }
  }
}

package example.elasticache.lambdacache.stages;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import example.elasticache.lambdacache.Answer;
import example.elasticache.lambdacache.Budget;
import example.elasticache.lambdacache.HttpUpstream;
import example.elasticache.lambdacache.Settings;
import example.elasticache.lambdacache.gateway.BadEventException;
import example.elasticache.lambdacache.gateway.GatewayEvents;
import example.elasticache.lambdacache.gateway.GatewayResponses;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import redis.clients.jedis.RedisClient;

/** Stage 1 as a Lambda function. */
public final class SimpleHandler implements RequestStreamHandler {
  private static final Settings SETTINGS = Settings.of(System.getenv());

  // tag::clients[]
  // Made once, before the first event, and used by all events of this sandbox.
  private static final SimpleApiCache CACHE =
      new SimpleApiCache(
          new HttpUpstream(SETTINGS.upstream(), SETTINGS.signer(), Duration.ofSeconds(3)),
          RedisClient.create(URI.create(System.getenv("CACHE_URL"))));

  // end::clients[]

  // tag::handle[]
  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    GatewayResponses.write(answer(event, Budget.of(context)), answer);
  }

  // end::handle[]

  private static Answer answer(InputStream event, Budget budget) {
    try {
      return CACHE.answer(GatewayEvents.read(event), budget);
    } catch (BadEventException e) {
      return Answer.error(400, "Bad request.");
    }
  }
}

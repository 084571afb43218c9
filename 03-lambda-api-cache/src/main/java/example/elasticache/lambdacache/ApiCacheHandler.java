package example.elasticache.lambdacache;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Security;
import org.crac.Core;
import org.crac.Resource;

/**
 * The Lambda function: {@code example.elasticache.lambdacache.ApiCacheHandler}.
 *
 * <p>Lambda makes one of these for each sandbox, and keeps it from event to event.
 */
public final class ApiCacheHandler implements RequestStreamHandler, Resource {
  // tag::init[]
  static {
    // A failover changes what the cache's name stands for; the JVM would not look for half a
    // minute.
    Security.setProperty("networkaddress.cache.ttl", "5");
  }

  private final CachedApi api = new CachedApi(Routes.SHOP, Settings.of(System.getenv()));

  /** Runs once for each sandbox, before its first event. */
  public ApiCacheHandler() {
    Core.getGlobalContext().register(this);
    api.connect();
  }

  // end::init[]

  // tag::handle[]
  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    api.handle(event, answer, Budget.of(context));
  }

  // end::handle[]

  // tag::snapstart[]
  /** Runs before the snapshot: after it, a connection would lead nowhere. */
  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    api.disconnect();
  }

  /** Runs in each sandbox that is made from the snapshot. */
  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    api.connect();
  }
  // end::snapstart[]
}

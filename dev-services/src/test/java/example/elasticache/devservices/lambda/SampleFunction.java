package example.elasticache.devservices.lambda;

import com.amazonaws.services.lambda.crac.Context;
import com.amazonaws.services.lambda.crac.Core;
import com.amazonaws.services.lambda.crac.Resource;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Says what it has seen: how many events, its environment, whether hooks ran. */
public final class SampleFunction implements RequestStreamHandler, Resource {
  private final StringBuilder seen = new StringBuilder("init");
  private int events;

  public SampleFunction() {
    if ("broken".equals(System.getenv("MODE"))) {
      throw new IllegalStateException("broken on purpose");
    }
    Core.getGlobalContext().register(this);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    seen.append(" checkpoint");
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    seen.append(" restore");
  }

  @Override
  public void handleRequest(
      InputStream input, OutputStream output, com.amazonaws.services.lambda.runtime.Context context)
      throws IOException {
    String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    context.getLogger().log("event " + ++events);
    if (event.contains("fail")) {
      throw new IllegalArgumentException("failed on purpose");
    }
    boolean inTime = context.getRemainingTimeInMillis() > 0;
    output.write((seen + ": " + event + " " + events + " " + inTime).getBytes());
  }
}

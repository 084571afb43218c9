package example.elasticache.lambdacache.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import example.elasticache.lambdacache.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** Writes an answer as API Gateway wants it from a function, for REST and HTTP APIs alike. */
public final class GatewayResponses {
  private static final byte[] END = "\"}".getBytes(US_ASCII);

  // tag::write[]
  /** Writes the answer; its body is escaped already and goes through as it is. */
  public static void write(Answer answer, OutputStream out) throws IOException {
    // no-store: a copy that somebody else keeps cannot be counted, and lives longer than ours.
    out.write(
        ("{\"statusCode\":"
                + answer.status()
                + ",\"headers\":{\"Content-Type\":\"application/json\","
                + "\"Cache-Control\":\"no-store\",\"X-Cache\":\""
                + answer.source().name().toLowerCase(Locale.ROOT)
                + "\"},\"isBase64Encoded\":false,\"body\":\"")
            .getBytes(US_ASCII));
    answer.body().writeTo(out);
    out.write(END);
  }

  // end::write[]

  private GatewayResponses() {}
}

package example.elasticache.benchmarks.peers;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.function.Function;

/** A handler with AWS's classes for events and answers, called as its runtime client calls one. */
public final class PojoFunction {
  private final PojoSerializer<APIGatewayV2HTTPEvent> events =
      LambdaEventSerializers.serializerFor(
          APIGatewayV2HTTPEvent.class, PojoFunction.class.getClassLoader());
  private final PojoSerializer<APIGatewayV2HTTPResponse> answers =
      JacksonFactory.getInstance().getSerializer(APIGatewayV2HTTPResponse.class);

  /** Reads the event, lets somebody find the body, and writes the answer. */
  public ByteArrayOutputStream answer(byte[] event, Function<APIGatewayV2HTTPEvent, String> body) {
    APIGatewayV2HTTPEvent request = events.fromJson(new ByteArrayInputStream(event));
    APIGatewayV2HTTPResponse response =
        APIGatewayV2HTTPResponse.builder()
            .withStatusCode(200)
            .withHeaders(Map.of("Content-Type", "application/json"))
            .withBody(body.apply(request))
            .build();
    var answer = new ByteArrayOutputStream();
    answers.toJson(response, answer);
    return answer;
  }
}

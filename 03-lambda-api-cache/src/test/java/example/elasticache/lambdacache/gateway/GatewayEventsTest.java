package example.elasticache.lambdacache.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import example.elasticache.lambdacache.Caller;
import example.elasticache.lambdacache.demo.Events;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayEventsTest {
  private static final Caller ADA = new Caller("acme", "ada");

  private static GatewayRequest read(String event) throws BadEventException {
    return GatewayEvents.read(new ByteArrayInputStream(event.getBytes(UTF_8)));
  }

  @Test
  void bothFormsOfApiGatewayGiveTheSameRequest() throws Exception {
    var expected =
        new GatewayRequest(
            "GET",
            "/prices/7",
            Map.of("currency", List.of("EUR"), "q", List.of("a b&c")),
            Optional.of(ADA));

    assertThat(read(Events.ofHttpApi("/prices/7?currency=EUR&q=a+b%26c", Optional.of(ADA))))
        .isEqualTo(expected);
    assertThat(read(Events.ofRestApi("/prices/7?currency=EUR&q=a+b%26c", Optional.of(ADA))))
        .isEqualTo(expected);
  }

  @Test
  void aRequestWithoutParametersAndCallerIsRead() throws Exception {
    var expected = new GatewayRequest("GET", "/products/7", Map.of(), Optional.empty());

    assertThat(read(Events.ofHttpApi("/products/7", Optional.empty()))).isEqualTo(expected);
    assertThat(read(Events.ofRestApi("/products/7", Optional.empty()))).isEqualTo(expected);
  }

  /** AWS's own classes for these events are the measure of what is read here. */
  @Test
  void eventsOfTheAwsLibraryAreReadAlike() throws Exception {
    var context = new APIGatewayProxyRequestEvent.ProxyRequestContext();
    context.setStage("prod");
    context.setAuthorizer(Map.of("claims", Map.of("sub", "ada", "tenant", "acme")));
    var one =
        new APIGatewayProxyRequestEvent()
            .withHttpMethod("GET")
            .withPath("/prices/7")
            .withMultiValueQueryStringParameters(Map.of("currency", List.of("EUR")))
            .withQueryStringParameters(Map.of("currency", "EUR"))
            .withRequestContext(context);
    var two =
        APIGatewayV2HTTPEvent.builder()
            .withVersion("2.0")
            .withRawPath("/prod/prices/7")
            .withQueryStringParameters(Map.of("currency", "EUR"))
            .withRequestContext(
                APIGatewayV2HTTPEvent.RequestContext.builder()
                    .withStage("prod")
                    .withHttp(
                        APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                            .withMethod("GET")
                            .build())
                    .withAuthorizer(
                        APIGatewayV2HTTPEvent.RequestContext.Authorizer.builder()
                            .withJwt(
                                APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT
                                    .builder()
                                    .withClaims(Map.of("sub", "ada", "tenant", "acme"))
                                    .build())
                            .build())
                    .build())
            .build();
    var expected =
        new GatewayRequest(
            "GET", "/prices/7", Map.of("currency", List.of("EUR")), Optional.of(ADA));

    assertThat(GatewayEvents.read(json(one, APIGatewayProxyRequestEvent.class)))
        .isEqualTo(expected);
    assertThat(GatewayEvents.read(json(two, APIGatewayV2HTTPEvent.class))).isEqualTo(expected);
  }

  private static <T> InputStream json(T event, Class<T> type) {
    var json = new ByteArrayOutputStream();
    LambdaEventSerializers.serializerFor(type, type.getClassLoader()).toJson(event, json);
    return new ByteArrayInputStream(json.toByteArray());
  }

  @Test
  void aLambdaAuthorizerNamesTheCallerInBothForms() throws Exception {
    var one =
        read(
            """
            {"httpMethod":"GET","path":"/prices/7","requestContext":
              {"authorizer":{"principalId":"ada","tenant":"acme","integrationLatency":12}}}""");
    var two =
        read(
            """
            {"version":"2.0","rawPath":"/prices/7","requestContext":{"http":{"method":"GET"},
              "authorizer":{"lambda":{"sub":"ada","tenant":"acme","age":7}}}}""");

    assertThat(one.caller()).contains(ADA);
    assertThat(two.caller()).contains(ADA);
  }

  /** Whoever can set a header or a parameter must not be able to choose who he is. */
  @Test
  void headersParametersAndBodyNameNobody() throws Exception {
    var request =
        read(
            """
            {"version":"2.0","rawPath":"/prices/7","headers":{"sub":"ada","tenant":"acme",
              "x-user-id":"ada","authorization":"Bearer ada"},
             "queryStringParameters":{"sub":"ada","tenant":"acme"},
             "body":"{\\"requestContext\\":{\\"authorizer\\":{\\"lambda\\":{\\"sub\\":\\"ada\\"}}}}",
             "requestContext":{"http":{"method":"GET"},"identity":{"sub":"ada","tenant":"acme"}}}""");

    assertThat(request.caller()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"GET\"",
        "{",
        "{}",
        "{} trailing",
        "{\"httpMethod\":\"GET\"}",
        "{\"path\":\"/a\"}",
        "{\"httpMethod\":null,\"path\":null}",
        "{\"httpMethod\":7,\"path\":\"/a\"}",
        "{\"httpMethod\":\"GET\",\"path\":[\"/a\"]}",
        "{\"version\":\"2.0\",\"httpMethod\":\"GET\",\"path\":\"/a\"}",
        "{\"version\":\"3.0\",\"httpMethod\":\"GET\",\"path\":\"/a\"}",
        "{\"version\":2.0,\"httpMethod\":\"GET\",\"path\":\"/a\"}",
        "{\"version\":\"2.0\",\"rawPath\":\"/a\",\"requestContext\":null}",
        "{\"version\":\"2.0\",\"rawPath\":\"/a\",\"requestContext\":{\"http\":\"GET\"}}",
        "{\"httpMethod\":\"GET\",\"path\":\"/a\",\"requestContext\":{\"elb\":{}}}",
        "{\"httpMethod\":\"GET\",\"path\":\"/a\",\"requestContext\":[]}",
        "{\"httpMethod\":\"GET\",\"path\":\"/a\",\"queryStringParameters\":[]}",
        "{\"httpMethod\":\"GET\",\"path\":\"/a\",\"queryStringParameters\":{\"a\":1}}",
        "{\"httpMethod\":\"GET\",\"path\":\"/a\",\"queryStringParameters\":{\"a\":{\"b\":\"c\"}}}",
        "{\"httpMethod\":\"GET\",\"path\":\"/a\",\"multiValueQueryStringParameters\":{\"a\":[1]}}",
        "{\"httpMethod\":\"GET\",\"path\":\"/a\",\"multiValueQueryStringParameters\":{\"a\":[\"b\"",
        "{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\"}",
        "{\"Records\":[{\"eventSource\":\"aws:s3\"}]}"
      })
  void whatIsNoRequestIsRefused(String event) {
    assertThatThrownBy(() -> read(event)).isInstanceOf(BadEventException.class);
  }

  @Test
  void eventsThatAreTooDeepOrTooLargeAreRefused() {
    String deep = "{\"headers\":" + "[".repeat(1000) + "]".repeat(1000) + "}";
    String large = "{\"body\":\"" + "x".repeat(10_000_000) + "\"}";

    assertThatThrownBy(() -> read(deep)).isInstanceOf(BadEventException.class);
    assertThatThrownBy(() -> read(large)).isInstanceOf(BadEventException.class);
  }

  @Test
  void repeatedParametersAreSeenInBothForms() throws Exception {
    assertThat(read(Events.ofHttpApi("/a?x=1&x=2", Optional.empty())).query())
        .isEqualTo(Map.of("x", List.of("1,2")));
    assertThat(read(Events.ofRestApi("/a?x=1&x=2", Optional.empty())).query())
        .isEqualTo(Map.of("x", List.of("1", "2")));
  }

  @Test
  void noCallerIsMadeOfEmptyOrEndlessNames() throws Exception {
    for (String tenant : List.of("", "x".repeat(300))) {
      assertThat(
              read("""
                      {"httpMethod":"GET","path":"/a","requestContext":
                        {"authorizer":{"sub":"ada","tenant":"%s"}}}"""
                      .formatted(tenant))
                  .caller())
          .isEmpty();
    }
  }

  @Test
  void theTextOfARequestShowsNothingOfIt() throws Exception {
    var request = read(Events.ofHttpApi("/prices/7?token=secret", Optional.of(ADA)));

    assertThat(request.toString()).doesNotContain("secret", "ada", "/prices");
    assertThat(ADA.toString()).doesNotContain("ada");
  }
}

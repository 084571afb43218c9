package example.elasticache.lambdacache;

import static java.util.stream.Collectors.toUnmodifiableMap;

import example.elasticache.lambdacache.gateway.GatewayRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All that this function answers; anything else is refused before anybody is asked.
 *
 * <p>What is not named here reaches neither the key nor the upstream API. So no part of a request
 * can change an answer without changing its key.
 */
public final class Routes {
  private static final Parameter CURRENCY = Parameter.of("currency", "EUR", "USD", "JPY");
  private static final Parameter LANGUAGE = Parameter.of("lang", "en", "de", "ja");

  // tag::shop[]
  /** The routes of the shop in this chapter. */
  public static final Routes SHOP =
      new Routes(
          Route.forEverybody("products", CURRENCY, LANGUAGE),
          Route.forEachCaller("prices", CURRENCY));

  // end::shop[]

  /** No dots, no escapes, no second slash: a path means one thing only, here and upstream. */
  private static final Pattern PATH = Pattern.compile("/([a-z]{1,20})/([a-z0-9][a-z0-9-]{0,39})");

  private final Map<String, Route> routes;

  /** Names all routes. */
  public Routes(Route... routes) {
    this.routes = Stream.of(routes).collect(toUnmodifiableMap(Route::name, route -> route));
  }

  // tag::match[]
  /**
   * Returns the call that a request means.
   *
   * @throws RefusedException if it means none
   */
  public ApiCall match(GatewayRequest request) {
    Matcher path = PATH.matcher(request.path());
    Route route = path.matches() ? routes.get(path.group(1)) : null;
    if (route == null) {
      throw new RefusedException(404, "There is nothing here.");
    }
    if (!request.method().equals("GET")) {
      throw new RefusedException(405, "Only GET is answered here.");
    }
    SortedMap<String, String> parameters = new TreeMap<>();
    for (Parameter parameter : route.parameters()) {
      parameters.put(parameter.name(), value(parameter, request));
    }
    return new ApiCall(route.name(), path.group(2), parameters, caller(route, request));
  }

  // end::match[]

  private static String value(Parameter parameter, GatewayRequest request) {
    List<String> sent = request.query().get(parameter.name());
    if (sent == null) {
      return parameter.values().get(0);
    }
    if (sent.size() != 1 || !parameter.values().contains(sent.get(0))) {
      throw new RefusedException(
          400, "The parameter " + parameter.name() + " is one of " + parameter.values() + ".");
    }
    return sent.get(0);
  }

  private static Optional<Caller> caller(Route route, GatewayRequest request) {
    if (!route.perCaller()) {
      return Optional.empty();
    }
    if (request.caller().isEmpty()) {
      throw new RefusedException(401, "This is answered to known callers only.");
    }
    return request.caller();
  }
}

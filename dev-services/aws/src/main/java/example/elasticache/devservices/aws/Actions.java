package example.elasticache.devservices.aws;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The actions of one service: every method that takes one of the SDK's request classes.
 *
 * <p>The name of the class is the name of the action, so the two cannot drift apart.
 */
final class Actions {
  private record Action(Object owner, Method method, Class<?> request) {}

  private final Map<String, Action> actions = new TreeMap<>();

  Actions(Object... owners) {
    for (Object owner : owners) {
      for (Method method : owner.getClass().getDeclaredMethods()) {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length == 2
            && AwsRequest.class.isAssignableFrom(parameters[0])
            && parameters[1] == Call.class) {
          String name = parameters[0].getSimpleName().replaceAll("Request$", "");
          actions.put(name, new Action(owner, method, parameters[0]));
        }
      }
    }
  }

  Set<String> names() {
    return new TreeSet<>(actions.keySet());
  }

  /** Performs the action that the form names. */
  SdkPojo perform(QueryForm form, Call call) {
    String name = form.get("Action");
    Action action = actions.get(name);
    if (action == null) {
      throw Fault.of(
          "InvalidAction",
          "This local endpoint does not simulate the action "
              + (name.isEmpty() ? "without a name" : name)
              + ". It knows "
              + String.join(", ", names())
              + ".");
    }
    var required = action.method.getAnnotation(Requires.class);
    if (required != null) {
      for (String parameter : required.value()) {
        if (!form.has(parameter)) {
          throw Fault.badValue("The parameter " + parameter + " is required.");
        }
      }
    }
    try {
      var builder = (AwsRequest.Builder) action.request.getMethod("builder").invoke(null);
      form.fill((SdkPojo) builder);
      return (AwsResponse) action.method.invoke(action.owner, builder.build(), call);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}

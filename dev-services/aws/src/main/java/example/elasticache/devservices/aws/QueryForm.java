package example.elasticache.devservices.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;

/**
 * The form of an AWS query request, and how it fills one of the SDK's own request classes.
 *
 * <p>A name such as {@code Tags.Tag.1.Key} is a path. The class knows its fields, so a name that it
 * does not know is refused rather than overlooked.
 */
final class QueryForm {
  private static final int LONGEST_LIST = 1_000;

  /** A value, or names with nodes below them. */
  private static final class Node {
    String value;
    final Map<String, Node> children = new LinkedHashMap<>();
  }

  private final Map<String, String> parameters;

  private QueryForm(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  static QueryForm parse(String body) {
    Map<String, String> parameters = new TreeMap<>();
    for (String pair : body.split("&")) {
      if (!pair.isEmpty()) {
        String[] sides = pair.split("=", 2);
        parameters.put(decode(sides[0]), sides.length == 2 ? decode(sides[1]) : "");
      }
    }
    return new QueryForm(parameters);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Fault.of("MalformedQueryString", "The form is not encoded as a form.");
    }
  }

  /** Returns one value, or an empty text. */
  String get(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** Returns whether a parameter, or one below it, was sent. */
  boolean has(String name) {
    return parameters.keySet().stream().anyMatch(n -> n.equals(name) || n.startsWith(name + "."));
  }

  /** Fills a request from all parameters but the protocol's own two. */
  void fill(SdkPojo request) {
    var root = new Node();
    parameters.forEach(
        (name, value) -> {
          if (!name.equals("Action") && !name.equals("Version")) {
            Node node = root;
            for (String part : name.split("\\.", -1)) {
              node = node.children.computeIfAbsent(part, p -> new Node());
            }
            node.value = value;
          }
        });
    fill(request, root, "");
  }

  private static void fill(SdkPojo pojo, Node node, String path) {
    Map<String, SdkField<?>> fields = new HashMap<>();
    pojo.sdkFields().forEach(field -> fields.put(field.locationName(), field));
    node.children.forEach(
        (name, child) -> {
          SdkField<?> field = fields.get(name);
          if (field == null) {
            throw Fault.badValue("There is no parameter " + path + name + ".");
          }
          field.set(pojo, value(field, child, path + name));
        });
  }

  private static Object value(SdkField<?> field, Node node, String path) {
    return switch (field.marshallingType().getKnownType()) {
      case LIST -> list(field.getTrait(ListTrait.class), node, path);
      case SDK_POJO -> {
        if (node.value != null) {
          throw Fault.badValue(path + " has parameters below it, and no value of its own.");
        }
        SdkPojo nested = field.constructor().get();
        fill(nested, node, path + ".");
        yield ((software.amazon.awssdk.utils.builder.SdkBuilder<?, ?>) nested).build();
      }
      default -> scalar(field, node, path);
    };
  }

  private static List<Object> list(ListTrait trait, Node node, String path) {
    List<Object> items = new ArrayList<>();
    // An empty list comes as a name without a value.
    if (node.children.isEmpty() && node.value.isEmpty()) {
      return items;
    }
    String member = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
    Node numbered = node.children.get(member);
    if (numbered == null
        || node.children.size() > 1
        || numbered.children.isEmpty()
        || numbered.children.size() > LONGEST_LIST) {
      throw Fault.badValue("The items of " + path + " must be named " + path + "." + member + ".N");
    }
    for (int i = 1; i <= numbered.children.size(); i++) {
      Node item = numbered.children.get(String.valueOf(i));
      if (item == null) {
        throw Fault.badValue("The items of " + path + " must be numbered from 1, without a gap.");
      }
      items.add(value(trait.memberFieldInfo(), item, path + "." + member + "." + i));
    }
    return items;
  }

  private static Object scalar(SdkField<?> field, Node node, String path) {
    if (node.value == null || !node.children.isEmpty()) {
      throw Fault.badValue(path + " must have one value.");
    }
    String text = node.value;
    try {
      return switch (field.marshallingType().getKnownType()) {
        case STRING -> text;
        case INTEGER -> Integer.valueOf(text);
        case LONG -> Long.valueOf(text);
        case DOUBLE -> Double.valueOf(text);
        case BOOLEAN -> bool(text);
        case INSTANT -> Instant.parse(text);
        default -> throw Fault.notSimulated("The type of " + path);
      };
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw Fault.badValue(path + " has a value of the wrong type.");
    }
  }

  private static Boolean bool(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(text);
    }
    return Boolean.valueOf(text);
  }
}

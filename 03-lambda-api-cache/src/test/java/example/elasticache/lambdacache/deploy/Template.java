package example.elasticache.lambdacache.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A CloudFormation template as maps and lists; {@code !Ref a} is a map of Ref to a, and so on. */
final class Template {

  /** Reads a template, and lets nothing through that CloudFormation would not know. */
  static Map<String, Object> read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, Object> parse(String yaml) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return map(new Yaml(new Intrinsics(options)).load(yaml));
  }

  private static final class Intrinsics extends SafeConstructor {
    Intrinsics(LoaderOptions options) {
      super(options);
      yamlMultiConstructors.put("!", new Intrinsic());
    }

    private final class Intrinsic extends AbstractConstruct {
      @Override
      public Object construct(Node node) {
        String name = node.getTag().getValue().substring(1);
        Object value =
            node instanceof ScalarNode scalar
                ? scalar.getValue()
                : node instanceof SequenceNode list
                    ? constructSequence(list)
                    : constructMapping((MappingNode) node);
        Map<String, Object> intrinsic = new LinkedHashMap<>();
        intrinsic.put(name.equals("Ref") ? name : "Fn::" + name, value);
        return intrinsic;
      }
    }
  }

  /** Returns what stands at the end of this path, or null. */
  static Object at(Object from, String... path) {
    Object here = from;
    for (String step : path) {
      if (here instanceof Map<?, ?> map) {
        here = map.get(step);
      } else if (here instanceof List<?> list
          && step.matches("[0-9]+")
          && Integer.parseInt(step) < list.size()) {
        here = list.get(Integer.parseInt(step));
      } else {
        return null;
      }
    }
    return here;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /** A value where a list may stand is a list of one. */
  @SuppressWarnings("unchecked")
  static List<Object> list(Object value) {
    return value == null
        ? List.of()
        : value instanceof List<?> list ? (List<Object>) list : List.of(value);
  }

  private Template() {}
}

package example.elasticache.devservices.aws;

import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;

/** The XML of an AWS query answer, written from one of the SDK's own response classes. */
final class QueryXml {
  private final StringBuilder xml = new StringBuilder();

  /** Returns the answer to an action. */
  static String answer(String action, String namespace, String requestId, SdkPojo response) {
    var out = new QueryXml();
    out.xml.append('<').append(action).append("Response xmlns=\"").append(namespace).append("\">");
    if (!response.sdkFields().isEmpty()) {
      out.element(action + "Result", response);
    }
    out.xml.append("<ResponseMetadata>");
    out.element("RequestId", requestId);
    out.xml.append("</ResponseMetadata></").append(action).append("Response>");
    return out.xml.toString();
  }

  /** Returns the answer that tells of an error. */
  static String fault(String namespace, String requestId, Fault fault) {
    var out = new QueryXml();
    out.xml.append("<ErrorResponse xmlns=\"").append(namespace).append("\"><Error>");
    out.element("Type", fault.status() < 500 ? "Sender" : "Receiver");
    out.element("Code", fault.code());
    out.element("Message", fault.getMessage());
    out.xml.append("</Error>");
    out.element("RequestId", requestId);
    out.xml.append("</ErrorResponse>");
    return out.xml.toString();
  }

  private void element(String name, Object value) {
    xml.append('<').append(name).append('>');
    if (value instanceof SdkPojo pojo) {
      pojo.sdkFields().forEach(field -> field(field, pojo));
    } else {
      xml.append(escape(value.toString()));
    }
    xml.append("</").append(name).append('>');
  }

  private void field(SdkField<?> field, SdkPojo pojo) {
    Object value = field.getValueOrDefault(pojo);
    if (value instanceof List<?> list) {
      if (!(value instanceof SdkAutoConstructList)) {
        String member = field.getTrait(ListTrait.class).memberLocationName();
        xml.append('<').append(field.locationName()).append('>');
        list.forEach(item -> element(member == null ? "member" : member, item));
        xml.append("</").append(field.locationName()).append('>');
      }
    } else if (value != null) {
      element(field.locationName(), value);
    }
  }

  /** Escapes what XML reserves, and drops what it cannot hold. */
  static String escape(String text) {
    var escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\r' -> escaped.append("&#13;");
                default -> {
                  boolean allowed = c >= ' ' && c < 0xD800 || c > 0xDFFF && c != 0xFFFE;
                  if (allowed && c != 0xFFFF || c == '\n' || c == '\t') {
                    escaped.appendCodePoint(c);
                  }
                }
              }
            });
    return escaped.toString();
  }

  private QueryXml() {}
}

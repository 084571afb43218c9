package example.elasticache.devservices.aws;

import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** What the SDK's classes say of themselves. */
final class Fields {

  /** Copies what both have: some actions answer the fields of a resource, others the whole. */
  static void copy(SdkPojo from, SdkPojo to) {
    Map<String, SdkField<?>> fields = to.sdkFieldNameToField();
    for (SdkField<?> field : from.sdkFields()) {
      fields.get(field.locationName()).set(to, field.getValueOrDefault(from));
    }
  }

  private Fields() {}
}

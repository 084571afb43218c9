package example.elasticache.devservices.s3;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The JSON of one notification, field for field as S3 writes it. */
final class Notification {
  private static final AtomicLong LAST = new AtomicLong();

  /** Returns the notification of an object that came to be. */
  static String created(
      String how, String bucket, String key, String version, long size, String eTag) {
    return json(
        "ObjectCreated:" + how,
        bucket,
        key,
        ",\"size\":" + size + text("eTag", eTag.replace("\"", "")) + versionId(version));
  }

  /** Returns the notification of an object, or a version of it, that is gone. */
  static String removed(String how, String bucket, String key, String version) {
    return json("ObjectRemoved:" + how, bucket, key, versionId(version));
  }

  private static String versionId(String version) {
    return version == null ? "" : text("versionId", version);
  }

  private static String text(String name, String value) {
    return ",\"" + name + "\":\"" + value + "\"";
  }

  private static String json(String event, String bucket, String key, String more) {
    return """
        {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"%s",\
        "eventTime":"%s","eventName":"%s","userIdentity":{"principalId":"LOCAL"},\
        "requestParameters":{"sourceIPAddress":"127.0.0.1"},\
        "responseElements":{"x-amz-request-id":"%s","x-amz-id-2":"local"},\
        "s3":{"s3SchemaVersion":"1.0","configurationId":"local",\
        "bucket":{"name":"%s","ownerIdentity":{"principalId":"%s"},"arn":"arn:aws:s3:::%s"},\
        "object":{"key":"%s"%s,"sequencer":"%s"}}}]}"""
        .formatted(
            LocalS3.REGION,
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            event,
            UUID.randomUUID(),
            bucket,
            LocalS3.OWNER,
            bucket,
            // A blank becomes +, as in a form; so nothing in it needs a JSON escape.
            URLEncoder.encode(key, StandardCharsets.UTF_8),
            more,
            sequencer());
  }

  /** Returns a hexadecimal number that grows; the microseconds let it grow over restarts, too. */
  private static String sequencer() {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    return "%016X".formatted(LAST.updateAndGet(last -> Math.max(last + 1, micros)));
  }

  private Notification() {}
}

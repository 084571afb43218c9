package example.elasticache.s3metadata;

import example.elasticache.devservices.s3.LocalS3;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket on a server in this JVM, and who fills it: another program than the one under test. */
public final class LocalBucket implements AutoCloseable {
  public final LocalS3 server = LocalS3.start();
  public final S3Client s3 = patientClient(server.address());

  public LocalBucket() {
    s3.createBucket(b -> b.bucket(Examples.BUCKET));
  }

  /** Says where a local server is, and who asks; on AWS, the environment says both. */
  public static void settings(S3ClientBuilder builder, URI endpoint) {
    builder
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
        .region(Region.of(LocalS3.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "not-a-secret")));
  }

  /** As {@link #client}, with time enough for a busy machine. */
  public static S3Client patientClient(InetSocketAddress address) {
    S3ClientBuilder builder = S3Client.builder().httpClient(UrlConnectionHttpClient.create());
    settings(builder, URI.create("http://127.0.0.1:" + address.getPort()));
    return builder.build();
  }

  /** Returns a client that reaches a server, or what stands in front of it, at this address. */
  public static S3Client client(InetSocketAddress address) {
    URI uri = URI.create("http://127.0.0.1:" + address.getPort());
    return S3Clients.create(builder -> settings(builder, uri));
  }

  /** Uploads an object with this content. */
  public void upload(ObjectId id, String content) {
    s3.putObject(b -> b.bucket(id.bucket()).key(id.key()), RequestBody.fromString(content));
  }

  /** Deletes an object. */
  public void delete(ObjectId id) {
    s3.deleteObject(b -> b.bucket(id.bucket()).key(id.key()));
  }

  /** Deletes all objects. */
  public void empty() {
    List<ObjectIdentifier> all =
        s3.listObjectsV2(b -> b.bucket(Examples.BUCKET)).contents().stream()
            .map(S3Object::key)
            .map(key -> ObjectIdentifier.builder().key(key).build())
            .toList();
    if (!all.isEmpty()) {
      s3.deleteObjects(b -> b.bucket(Examples.BUCKET).delete(d -> d.objects(all)));
    }
  }

  @Override
  public void close() {
    s3.close();
    server.close();
  }
}

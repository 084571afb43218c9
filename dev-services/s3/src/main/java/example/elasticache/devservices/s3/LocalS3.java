package example.elasticache.devservices.s3;

import example.elasticache.devservices.ServerException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.function.Consumer;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/**
 * S3Proxy with its objects in memory, and with the notifications that it lacks.
 *
 * <p>It keeps objects as files of a file system in memory, so {@code a//b} and {@code a/b} are one
 * object here; on Amazon S3 they are two. It knows no tags, no owner of a bucket and no policies. A
 * client that uploads switches chunked encoding off, or an upload may lose its answer.
 */
public final class LocalS3 implements AutoCloseable {
  /** The region that requests are signed for. */
  public static final String REGION = "us-east-1";

  /** The account that a notification names as the owner of the bucket. */
  public static final String OWNER = "111122223333";

  private static final String ACCESS_KEY = "local";
  private static final String SECRET_KEY = "not-a-secret";

  private final Notifications notifications = new Notifications();
  private final S3Proxy server;

  private LocalS3() {
    server =
        S3Proxy.builder()
            .blobStore(new NotifyingBlobStore(new TransientNio2BlobStore(), notifications))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
            // Such as x-amz-expected-bucket-owner, which it does not know.
            .ignoreUnknownHeaders(true)
            .stopTimeout(0)
            .build();
  }

  /** Starts a server on a free port of the loopback interface. */
  public static LocalS3 start() {
    var s3 = new LocalS3();
    try {
      s3.server.start();
    } catch (Exception e) {
      s3.close();
      throw new ServerException("S3Proxy could not be started.", e);
    }
    return s3;
  }

  /** Returns where it listens. */
  public InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", server.getPort());
  }

  /** Returns the endpoint for clients, which have to name buckets in the path. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /** Returns the id of the one key that may sign requests. */
  public String accessKey() {
    return ACCESS_KEY;
  }

  /** Returns the secret of that key. */
  public String secretKey() {
    return SECRET_KEY;
  }

  /** Returns what it is, in a few honest words. */
  public String description() {
    return "S3Proxy in this JVM, objects in memory";
  }

  /**
   * Sends each further notification to the receiver as well: the JSON that S3 sends, one by one, on
   * a thread of the server's own. One that the receiver fails at is sent again, as a queue does.
   */
  public void sendNotificationsTo(Consumer<String> receiver) {
    notifications.sendTo(receiver);
  }

  /** Returns how many notifications there have been, and how many of them arrived. */
  public Delivery delivery() {
    return notifications.delivery();
  }

  /**
   * How far the notifications are.
   *
   * @param sent changes that made one
   * @param arrived those that every receiver has taken
   */
  public record Delivery(long sent, long arrived) {

    /** Returns whether none is on its way. */
    public boolean isDone() {
      return sent == arrived;
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new ServerException("S3Proxy could not be stopped.", e);
    } finally {
      notifications.close();
    }
  }
}

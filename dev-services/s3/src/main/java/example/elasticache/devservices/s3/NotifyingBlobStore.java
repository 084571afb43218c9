package example.elasticache.devservices.s3;

import java.io.InputStream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Tells of every object that is put, copied, completed or removed.
 *
 * <p>Changes come one after the other, so that a later one of the same object has a greater
 * sequencer, as S3 promises.
 */
final class NotifyingBlobStore extends ForwardingBlobStore {
  /** The server's own notes about uploads in parts; they are no objects. */
  private static final String OWN_FILES = ".s3proxy-";

  private final Notifications notifications;
  private final Object order = new Object();

  NotifyingBlobStore(BlobStore store, Notifications notifications) {
    super(store);
    this.notifications = notifications;
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
    synchronized (order) {
      PutObjectResponse response = super.putBlob(request, payload);
      created("Put", request.bucket(), request.key(), response.versionId());
      return response;
    }
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    synchronized (order) {
      CopyObjectResponse response = super.copyBlob(request);
      created("Copy", request.destinationBucket(), request.destinationKey(), response.versionId());
      return response;
    }
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    synchronized (order) {
      var response = super.completeMultipartUpload(upload, request);
      created(
          "CompleteMultipartUpload",
          upload.containerName(),
          upload.blobName(),
          response.versionId());
      return response;
    }
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    synchronized (order) {
      DeleteObjectResponse response = super.removeBlob(request);
      if (isObject(request.key())) {
        // On a bucket with versions, a deletion without a version adds a marker and removes
        // nothing.
        boolean marker =
            Boolean.TRUE.equals(response.deleteMarker()) && request.versionId() == null;
        notifications.send(
            Notification.removed(
                marker ? "DeleteMarkerCreated" : "Delete",
                request.bucket(),
                request.key(),
                response.versionId()));
      }
      return response;
    }
  }

  private void created(String how, String bucket, String key, String version) {
    if (isObject(key)) {
      HeadObjectResponse object =
          super.blobMetadata(
              HeadObjectRequest.builder().bucket(bucket).key(key).versionId(version).build());
      notifications.send(
          Notification.created(how, bucket, key, version, object.contentLength(), object.eTag()));
    }
  }

  private static boolean isObject(String key) {
    return !key.startsWith(OWN_FILES);
  }
}

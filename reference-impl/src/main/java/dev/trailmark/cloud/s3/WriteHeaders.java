package dev.trailmark.cloud.s3;

import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * What the headers of a write say of the object that it makes, besides content, encryption and ACL;
 * absent ones are {@code null}.
 *
 * @param storageClass {@code x-amz-storage-class}
 * @param redirect {@code x-amz-website-redirect-location}
 */
record WriteHeaders(String storageClass, String redirect) {

  static WriteHeaders of(PutObjectRequest in) {
    return new WriteHeaders(in.storageClassAsString(), in.websiteRedirectLocation());
  }

  static WriteHeaders of(CopyObjectRequest in) {
    return new WriteHeaders(in.storageClassAsString(), in.websiteRedirectLocation());
  }

  static WriteHeaders of(CreateMultipartUploadRequest in) {
    return new WriteHeaders(in.storageClassAsString(), in.websiteRedirectLocation());
  }

  /** Adds the condition keys that repeat these headers. */
  RequestKeys addTo(RequestKeys keys) {
    return keys.put("s3:x-amz-storage-class", storageClass)
        .put("s3:x-amz-website-redirect-location", redirect);
  }
}

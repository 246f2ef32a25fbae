package dev.trailmark.cloud.s3.acl;

import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.request.Sent;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutBucketAclRequest;
import software.amazon.awssdk.services.s3.model.PutObjectAclRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * The ACL headers of a request.
 *
 * @param canned {@code x-amz-acl}; {@code null} when absent
 * @param grants the {@code x-amz-grant-*} headers by name; absent ones are not in the map
 */
public record AclHeaders(String canned, Map<String, String> grants) {

  /** Those of CreateBucket. */
  public static AclHeaders of(CreateBucketRequest in) {
    return of(
        in.aclAsString(),
        in.grantFullControl(),
        in.grantRead(),
        in.grantReadACP(),
        in.grantWrite(),
        in.grantWriteACP());
  }

  /** Those of PutBucketAcl. */
  static AclHeaders of(PutBucketAclRequest in) {
    return of(
        in.aclAsString(),
        in.grantFullControl(),
        in.grantRead(),
        in.grantReadACP(),
        in.grantWrite(),
        in.grantWriteACP());
  }

  /** Those of PutObjectAcl. */
  static AclHeaders of(PutObjectAclRequest in) {
    return of(
        in.aclAsString(),
        in.grantFullControl(),
        in.grantRead(),
        in.grantReadACP(),
        in.grantWrite(),
        in.grantWriteACP());
  }

  /** Those of PutObject. */
  public static AclHeaders of(PutObjectRequest in) {
    return of(
        in.aclAsString(),
        in.grantFullControl(),
        in.grantRead(),
        in.grantReadACP(),
        null,
        in.grantWriteACP());
  }

  /** Those of CreateMultipartUpload. */
  public static AclHeaders of(CreateMultipartUploadRequest in) {
    return of(
        in.aclAsString(),
        in.grantFullControl(),
        in.grantRead(),
        in.grantReadACP(),
        null,
        in.grantWriteACP());
  }

  /** Those of CopyObject. */
  public static AclHeaders of(CopyObjectRequest in) {
    return of(
        in.aclAsString(),
        in.grantFullControl(),
        in.grantRead(),
        in.grantReadACP(),
        null,
        in.grantWriteACP());
  }

  private static AclHeaders of(
      String canned,
      String fullControl,
      String read,
      String readAcp,
      String write,
      String writeAcp) {
    Map<String, String> grants = new LinkedHashMap<>();
    Sent.put(grants, "x-amz-grant-full-control", fullControl);
    Sent.put(grants, "x-amz-grant-read", read);
    Sent.put(grants, "x-amz-grant-read-acp", readAcp);
    Sent.put(grants, "x-amz-grant-write", write);
    Sent.put(grants, "x-amz-grant-write-acp", writeAcp);
    return new AclHeaders(canned, grants);
  }

  /** Whether the request says nothing of ACLs in its headers. */
  public boolean isEmpty() {
    return canned == null && grants.isEmpty();
  }

  /** Adds the condition keys that repeat these headers. */
  public RequestKeys addTo(RequestKeys keys) {
    keys.put("s3:x-amz-acl", canned);
    grants.forEach((name, value) -> keys.put("s3:" + name, value));
    return keys;
  }
}

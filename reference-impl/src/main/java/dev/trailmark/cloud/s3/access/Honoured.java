package dev.trailmark.cloud.s3.access;

import java.util.Arrays;
import java.util.stream.Stream;

/** Members that several operations honour alike, for their rows. */
public final class Honoured {
  private Honoured() {}

  /** What whoever makes an object says of it: PutObject, CopyObject, CreateMultipartUpload. */
  public static String[] newObject() {
    return new String[] {
      "ContentType",
      "CacheControl",
      "ContentDisposition",
      "ContentEncoding",
      "ContentLanguage",
      "Expires",
      "Metadata",
      "ChecksumAlgorithm",
      "ServerSideEncryption",
      "SSEKMSKeyId",
      "SSEKMSEncryptionContext",
      "BucketKeyEnabled",
      "SSECustomerAlgorithm",
      "SSECustomerKey",
      "SSECustomerKeyMD5",
      "ACL",
      "GrantFullControl",
      "GrantRead",
      "GrantReadACP",
      "GrantWriteACP",
      "StorageClass",
      "WebsiteRedirectLocation",
      "Tagging",
      "ObjectLockMode",
      "ObjectLockRetainUntilDate",
      "ObjectLockLegalHoldStatus",
      "ObjectLockEventHold",
      "ObjectLockEventHoldDurationDays",
      "ObjectLockEventHoldDurationYears"
    };
  }

  /**
   * What whoever sends a document or another body says beside it.
   *
   * @param members what the operation takes of its own, such as the document
   */
  public static String[] body(String... members) {
    return Stream.concat(
            Stream.of("Bucket", "ExpectedBucketOwner", "ContentMD5", "ChecksumAlgorithm"),
            Arrays.stream(members))
        .toArray(String[]::new);
  }

  /** An ACL in headers. */
  public static String[] acl() {
    return new String[] {
      "ACL", "GrantFullControl", "GrantRead", "GrantReadACP", "GrantWrite", "GrantWriteACP"
    };
  }

  /** The values of a body's checksum, one member per algorithm. */
  public static String[] checksums() {
    return new String[] {
      "ChecksumCRC32",
      "ChecksumCRC32C",
      "ChecksumCRC64NVME",
      "ChecksumSHA1",
      "ChecksumSHA256",
      "ChecksumSHA512",
      "ChecksumMD5",
      "ChecksumXXHASH64",
      "ChecksumXXHASH3",
      "ChecksumXXHASH128"
    };
  }

  /** A key of the client's that the object is under. */
  public static String[] customerKey() {
    return new String[] {"SSECustomerAlgorithm", "SSECustomerKey", "SSECustomerKeyMD5"};
  }

  /** A key of the client's that the source of a copy is under. */
  public static String[] sourceCustomerKey() {
    return new String[] {
      "CopySourceSSECustomerAlgorithm", "CopySourceSSECustomerKey", "CopySourceSSECustomerKeyMD5"
    };
  }

  /** What GetObject and HeadObject take. */
  public static String[] read() {
    return new String[] {
      "Bucket",
      "Key",
      "ExpectedBucketOwner",
      "VersionId",
      "Range",
      "IfMatch",
      "IfNoneMatch",
      "IfModifiedSince",
      "IfUnmodifiedSince",
      "ResponseCacheControl",
      "ResponseContentDisposition",
      "ResponseContentEncoding",
      "ResponseContentLanguage",
      "ResponseContentType",
      "ResponseExpires",
      "ChecksumMode",
      "SSECustomerAlgorithm",
      "SSECustomerKey",
      "SSECustomerKeyMD5",
      "PartNumber"
    };
  }
}

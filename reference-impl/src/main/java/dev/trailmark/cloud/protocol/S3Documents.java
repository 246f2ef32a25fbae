package dev.trailmark.cloud.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What S3's XML answers look like beyond what the SDK's types say: the root elements and the order
 * of elements, from the examples of the S3 API reference.
 */
final class S3Documents {
  private static final Map<String, String> ROOTS =
      Map.ofEntries(
          Map.entry("ListBuckets", "ListAllMyBucketsResult"),
          Map.entry("ListDirectoryBuckets", "ListAllMyDirectoryBucketsResult"),
          Map.entry("ListObjects", "ListBucketResult"),
          Map.entry("ListObjectsV2", "ListBucketResult"),
          Map.entry("ListObjectVersions", "ListVersionsResult"),
          Map.entry("ListParts", "ListPartsResult"),
          Map.entry("ListMultipartUploads", "ListMultipartUploadsResult"),
          Map.entry("CreateMultipartUpload", "InitiateMultipartUploadResult"),
          Map.entry("CompleteMultipartUpload", "CompleteMultipartUploadResult"),
          Map.entry("DeleteObjects", "DeleteResult"),
          Map.entry("GetBucketAcl", "AccessControlPolicy"),
          Map.entry("GetObjectAcl", "AccessControlPolicy"),
          Map.entry("GetBucketAccelerateConfiguration", "AccelerateConfiguration"),
          Map.entry("GetBucketCors", "CORSConfiguration"),
          Map.entry("GetBucketLifecycleConfiguration", "LifecycleConfiguration"),
          Map.entry("GetBucketLogging", "BucketLoggingStatus"),
          Map.entry("GetBucketNotificationConfiguration", "NotificationConfiguration"),
          Map.entry("GetBucketRequestPayment", "RequestPaymentConfiguration"),
          Map.entry("GetBucketTagging", "Tagging"),
          Map.entry("GetObjectTagging", "Tagging"),
          Map.entry("GetBucketVersioning", "VersioningConfiguration"),
          Map.entry("GetBucketWebsite", "WebsiteConfiguration"),
          Map.entry("GetObjectAttributes", "GetObjectAttributesResponse"),
          Map.entry("CreateSession", "CreateSessionResult"),
          Map.entry("ListBucketAnalyticsConfigurations", "ListBucketAnalyticsConfigurationResult"),
          Map.entry(
              "ListBucketIntelligentTieringConfigurations",
              "ListBucketIntelligentTieringConfigurationsOutput"),
          Map.entry("ListBucketInventoryConfigurations", "ListInventoryConfigurationsResult"),
          Map.entry("ListBucketMetricsConfigurations", "ListMetricsConfigurationsResult"));

  /** Elements that come first and in this order; others follow in the model's order. */
  private static final Map<String, List<String>> ORDER =
      Map.of(
          "ListBucketsResponse", List.of("Owner", "Buckets"),
          "ListObjectsResponse",
              List.of(
                  "Name",
                  "Prefix",
                  "Marker",
                  "NextMarker",
                  "MaxKeys",
                  "Delimiter",
                  "EncodingType",
                  "IsTruncated"),
          "ListObjectsV2Response",
              List.of(
                  "Name",
                  "Prefix",
                  "StartAfter",
                  "ContinuationToken",
                  "NextContinuationToken",
                  "KeyCount",
                  "MaxKeys",
                  "Delimiter",
                  "EncodingType",
                  "IsTruncated"),
          "ListObjectVersionsResponse",
              List.of(
                  "Name",
                  "Prefix",
                  "KeyMarker",
                  "VersionIdMarker",
                  "NextKeyMarker",
                  "NextVersionIdMarker",
                  "MaxKeys",
                  "Delimiter",
                  "EncodingType",
                  "IsTruncated"),
          "S3Object",
              List.of(
                  "Key",
                  "LastModified",
                  "ETag",
                  "ChecksumAlgorithm",
                  "ChecksumType",
                  "Size",
                  "Owner",
                  "StorageClass"),
          "GetBucketAclResponse", List.of("Owner", "AccessControlList"),
          "GetObjectAclResponse", List.of("Owner", "AccessControlList"),
          "CopyObjectResult", List.of("LastModified", "ETag"),
          "DeletedObject", List.of("Key", "VersionId"));

  private static final Map<Class<?>, List<Member>> ORDERED = new ConcurrentHashMap<>();

  private S3Documents() {}

  /** The root element of an operation's response. */
  static String root(String operation, String outputType) {
    return ROOTS.getOrDefault(operation, outputType);
  }

  /** Whether the response is one element with text although the SDK calls it a raw body. */
  static boolean isWrappedText(String operation) {
    return Set.of("GetBucketLocation").contains(operation);
  }

  /** A type's members in S3's order. */
  static List<Member> ordered(SdkPojo structure) {
    return ORDERED.computeIfAbsent(structure.getClass(), type -> order(structure));
  }

  private static List<Member> order(SdkPojo structure) {
    List<Member> members = Shapes.of(structure).members();
    List<String> first = ORDER.getOrDefault(structure.getClass().getSimpleName(), List.of());
    Map<String, Member> byWireName = new HashMap<>();
    members.forEach(member -> byWireName.put(member.wireName(), member));
    List<Member> ordered = new ArrayList<>(members.size());
    for (String name : first) {
      if (byWireName.containsKey(name)) {
        ordered.add(byWireName.get(name));
      }
    }
    for (Member member : members) {
      if (!first.contains(member.wireName())) {
        ordered.add(member);
      }
    }
    return ordered;
  }
}

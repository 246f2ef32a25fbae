package dev.trailmark.cloud.protocol;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * S3's routing table, from its API model: for each level the method, the operation and what tells
 * it from others, namely query parameters (with a value when it matters) and, after {@code @},
 * headers. Of several operations with the same address the one listed last is current; the others
 * are S3's deprecated ones.
 *
 * @see <a href="https://github.com/brekkylab/backlot/pull/204">S3 takes every list-type but 2 for
 *     the first version</a>
 */
final class S3Routes {

  /** What a request addresses. */
  enum Level {
    SERVICE,
    BUCKET,
    OBJECT
  }

  /** One row: all of {@code query} and {@code headers} must be present. */
  record Row(String method, String operation, Map<String, String> query, List<String> headers) {}

  private static final String SERVICE =
      """
      GET ListDirectoryBuckets
      GET ListBuckets
      POST WriteGetObjectResponse @x-amz-request-route @x-amz-request-token
      """;

  private static final String BUCKET =
      """
      GET ListObjects
      HEAD HeadBucket
      PUT CreateBucket
      DELETE DeleteBucket
      GET GetBucketAbac abac
      PUT PutBucketAbac abac
      GET GetBucketAccelerateConfiguration accelerate
      PUT PutBucketAccelerateConfiguration accelerate
      GET GetBucketAcl acl
      PUT PutBucketAcl acl
      GET ListBucketAnalyticsConfigurations analytics
      GET GetBucketAnalyticsConfiguration analytics id
      PUT PutBucketAnalyticsConfiguration analytics id
      DELETE DeleteBucketAnalyticsConfiguration analytics id
      GET GetBucketCors cors
      PUT PutBucketCors cors
      DELETE DeleteBucketCors cors
      POST DeleteObjects delete
      GET GetBucketEncryption encryption
      PUT PutBucketEncryption encryption
      DELETE DeleteBucketEncryption encryption
      GET ListBucketIntelligentTieringConfigurations intelligent-tiering
      GET GetBucketIntelligentTieringConfiguration intelligent-tiering id
      PUT PutBucketIntelligentTieringConfiguration intelligent-tiering id
      DELETE DeleteBucketIntelligentTieringConfiguration intelligent-tiering id
      GET ListBucketInventoryConfigurations inventory
      GET GetBucketInventoryConfiguration inventory id
      PUT PutBucketInventoryConfiguration inventory id
      DELETE DeleteBucketInventoryConfiguration inventory id
      GET GetBucketLifecycle lifecycle
      GET GetBucketLifecycleConfiguration lifecycle
      PUT PutBucketLifecycle lifecycle
      PUT PutBucketLifecycleConfiguration lifecycle
      DELETE DeleteBucketLifecycle lifecycle
      GET ListObjectsV2 list-type=2
      GET GetBucketLocation location
      GET GetBucketLogging logging
      PUT PutBucketLogging logging
      GET GetBucketMetadataConfiguration metadataConfiguration
      POST CreateBucketMetadataConfiguration metadataConfiguration
      DELETE DeleteBucketMetadataConfiguration metadataConfiguration
      PUT UpdateBucketMetadataAnnotationTableConfiguration metadataAnnotationTable
      PUT UpdateBucketMetadataInventoryTableConfiguration metadataInventoryTable
      PUT UpdateBucketMetadataJournalTableConfiguration metadataJournalTable
      GET GetBucketMetadataTableConfiguration metadataTable
      POST CreateBucketMetadataTableConfiguration metadataTable
      DELETE DeleteBucketMetadataTableConfiguration metadataTable
      GET ListBucketMetricsConfigurations metrics
      GET GetBucketMetricsConfiguration metrics id
      PUT PutBucketMetricsConfiguration metrics id
      DELETE DeleteBucketMetricsConfiguration metrics id
      GET GetBucketNotification notification
      GET GetBucketNotificationConfiguration notification
      PUT PutBucketNotification notification
      PUT PutBucketNotificationConfiguration notification
      GET GetObjectLockConfiguration object-lock
      PUT PutObjectLockConfiguration object-lock
      GET GetBucketOwnershipControls ownershipControls
      PUT PutBucketOwnershipControls ownershipControls
      DELETE DeleteBucketOwnershipControls ownershipControls
      GET GetBucketPolicy policy
      PUT PutBucketPolicy policy
      DELETE DeleteBucketPolicy policy
      GET GetBucketPolicyStatus policyStatus
      GET GetPublicAccessBlock publicAccessBlock
      PUT PutPublicAccessBlock publicAccessBlock
      DELETE DeletePublicAccessBlock publicAccessBlock
      GET GetBucketReplication replication
      PUT PutBucketReplication replication
      DELETE DeleteBucketReplication replication
      GET GetBucketRequestPayment requestPayment
      PUT PutBucketRequestPayment requestPayment
      GET CreateSession session
      GET GetBucketTagging tagging
      PUT PutBucketTagging tagging
      DELETE DeleteBucketTagging tagging
      GET ListMultipartUploads uploads
      GET GetBucketVersioning versioning
      PUT PutBucketVersioning versioning
      GET ListObjectVersions versions
      GET GetBucketWebsite website
      PUT PutBucketWebsite website
      DELETE DeleteBucketWebsite website
      """;

  private static final String OBJECT =
      """
      GET GetObject
      HEAD HeadObject
      PUT PutObject
      DELETE DeleteObject
      GET GetObjectAcl acl
      PUT PutObjectAcl acl
      GET ListObjectAnnotations annotation
      GET GetObjectAnnotation annotation annotationName
      PUT PutObjectAnnotation annotation annotationName
      DELETE DeleteObjectAnnotation annotation annotationName
      GET GetObjectAttributes attributes
      PUT UpdateObjectEncryption encryption
      PUT CopyObject @x-amz-copy-source
      PUT UploadPartCopy @x-amz-copy-source partNumber uploadId
      GET GetObjectLegalHold legal-hold
      PUT PutObjectLegalHold legal-hold
      PUT UploadPart partNumber uploadId
      PUT RenameObject renameObject @x-amz-rename-source
      POST RestoreObject restore
      GET GetObjectRetention retention
      PUT PutObjectRetention retention
      POST SelectObjectContent select select-type=2
      GET GetObjectTagging tagging
      PUT PutObjectTagging tagging
      DELETE DeleteObjectTagging tagging
      GET GetObjectTorrent torrent
      GET ListParts uploadId
      POST CompleteMultipartUpload uploadId
      DELETE AbortMultipartUpload uploadId
      POST CreateMultipartUpload uploads
      """;

  /** Parameters that tell operations apart but are no sub-resource by themselves. */
  private static final Set<String> QUALIFIERS =
      Set.of("annotationName", "id", "list-type", "partNumber", "select-type");

  /** Sub-resources of buckets that a key in the path does not hide, as S3 was measured. */
  private static final Set<String> OF_ANY_PATH =
      Set.of(
          "accelerate",
          "cors",
          "inventory",
          "lifecycle",
          "location",
          "logging",
          "notification",
          "policy",
          "replication",
          "requestPayment",
          "versioning",
          "versions",
          "website");

  /** The order in which S3 was seen to name the methods that a resource takes. */
  private static final List<String> ALLOWED = List.of("HEAD", "DELETE", "POST", "GET", "PUT");

  private static final Map<Level, List<Row>> ROWS = new EnumMap<>(Level.class);
  private static final Map<Level, Set<String>> SUBRESOURCES = new EnumMap<>(Level.class);

  static {
    add(Level.SERVICE, SERVICE);
    add(Level.BUCKET, BUCKET);
    add(Level.OBJECT, OBJECT);
  }

  private S3Routes() {}

  /** The rows of a level, the more telling first. */
  static List<Row> rows(Level level) {
    return ROWS.get(level);
  }

  /**
   * The names of query parameters that address a sub-resource at that level, such as {@code acl}.
   */
  static Set<String> subresources(Level level) {
    return SUBRESOURCES.get(level);
  }

  /** Whether a sub-resource is the bucket's although the path has a key. */
  static boolean isBucketsAnyway(String subresource) {
    return OF_ANY_PATH.contains(subresource);
  }

  /**
   * What {@code Allow} names for a sub-resource, or for the resource itself: a bucket takes forms
   * too.
   *
   * @param subresource {@code null} for none
   * @see <a href="https://github.com/versity/versitygw/issues/1810">What S3 names for itself</a>
   * @see <a href="https://github.com/brekkylab/backlot/issues/312">What it names for a bucket</a>
   */
  static String allowed(Level level, String subresource) {
    if (subresource == null) {
      Set<String> methods =
          rows(level).stream()
              .filter(row -> row.query().isEmpty() && row.headers().isEmpty())
              .map(Row::method)
              .collect(Collectors.toSet());
      return named(method -> methods.contains(method) || isForm(level, method));
    }
    Stream<Level> levels =
        subresource.equals("uploads") ? Stream.of(Level.BUCKET, Level.OBJECT) : Stream.of(level);
    Set<String> methods =
        levels
            .flatMap(each -> rows(each).stream())
            .filter(row -> row.query().containsKey(subresource))
            .filter(row -> !row.query().containsKey("partNumber"))
            .map(Row::method)
            .collect(Collectors.toSet());
    return named(methods::contains);
  }

  private static boolean isForm(Level level, String method) {
    return level == Level.BUCKET && method.equals("POST");
  }

  private static String named(Predicate<String> taken) {
    return ALLOWED.stream().filter(taken).collect(Collectors.joining(", "));
  }

  private static void add(Level level, String table) {
    List<Row> rows = new java.util.ArrayList<>(table.lines().map(S3Routes::row).toList());
    java.util.Collections.reverse(rows);
    rows.sort(Comparator.comparing(row -> -row.query().size() - row.headers().size()));
    ROWS.put(level, List.copyOf(rows));
    SUBRESOURCES.put(
        level,
        rows.stream()
            .flatMap(row -> row.query().keySet().stream())
            .filter(name -> !QUALIFIERS.contains(name))
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static Row row(String line) {
    List<String> words = Arrays.asList(line.split(" "));
    List<String> telling = words.subList(2, words.size());
    Map<String, String> query =
        telling.stream()
            .filter(word -> !word.startsWith("@"))
            .map(word -> word.split("="))
            .collect(Collectors.toUnmodifiableMap(p -> p[0], p -> p.length == 2 ? p[1] : ""));
    Stream<String> headers =
        telling.stream().filter(word -> word.startsWith("@")).map(word -> word.substring(1));
    return new Row(words.get(0), words.get(1), query, headers.toList());
  }
}

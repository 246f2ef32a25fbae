package dev.trailmark.cloud.s3.annotation;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.listing.ListTokens;
import dev.trailmark.cloud.s3.model.AnnotationRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.version.Annotations;
import dev.trailmark.cloud.s3.version.ObjectTarget;
import java.util.List;
import software.amazon.awssdk.services.s3.model.AnnotationEntry;
import software.amazon.awssdk.services.s3.model.ListObjectAnnotationsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectAnnotationsResponse;

/**
 * ListObjectAnnotations: by name, a page at a time.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectAnnotations.html"
 *     >ListObjectAnnotations</a>
 */
final class AnnotationLists {
  private static final String MAX = "max-annotation-results";

  private final S3Access access;

  AnnotationLists(S3Access access) {
    this.access = access;
  }

  /** s3:ListObjectAnnotations, or s3:ListObjectVersionAnnotations. */
  List<AccessCheck> access(Call call, ListObjectAnnotationsRequest in) {
    return target(in).access(call, access, "s3:ListObjectAnnotations");
  }

  private static ObjectTarget target(ListObjectAnnotationsRequest in) {
    return new ObjectTarget(in.bucket(), in.key(), in.versionId(), in.expectedBucketOwner());
  }

  /** A page. */
  ListObjectAnnotationsResponse list(Call call, ListObjectAnnotationsRequest in) {
    int most = most(in.maxAnnotationResults());
    AnnotationName.requirePrefix(in.annotationPrefix());
    String last = ListTokens.parse(in.continuationToken());
    ObjectTarget target = target(in);
    ObjectRecord object = target.require(call, access);
    String prefix = in.annotationPrefix() == null ? "" : in.annotationPrefix();
    List<AnnotationRecord> rest =
        Annotations.behind(call.state(), object, prefix, last).stream().limit(most + 1L).toList();
    List<AnnotationRecord> page = rest.subList(0, Math.min(most, rest.size()));
    return ListObjectAnnotationsResponse.builder()
        .annotations(page.stream().map(AnnotationLists::entry).toList())
        .bucket(in.bucket())
        .key(in.key())
        .objectVersionId(target.shownVersion(call, object))
        .annotationPrefix(in.annotationPrefix())
        .maxAnnotationResults(most)
        .annotationCount(page.size())
        .continuationToken(in.continuationToken())
        .nextContinuationToken(
            page.size() < rest.size() ? ListTokens.of(page.get(most - 1).name()) : null)
        .build();
  }

  private static AnnotationEntry entry(AnnotationRecord annotation) {
    return AnnotationEntry.builder()
        .annotationName(annotation.name())
        .lastModified(annotation.modifiedAt())
        .eTag(annotation.quotedEtag())
        .checksumAlgorithmWithStrings(annotation.checksum().algorithm())
        .size(annotation.size())
        .replicationStatus(annotation.replication())
        .build();
  }

  private static int most(Integer sent) {
    if (sent == null) {
      return Annotations.MOST;
    }
    if (sent < 1 || sent > Annotations.MOST) {
      throw S3Error.INVALID_ARGUMENT
          .because("Argument %s must be an integer between 1 and %d", MAX, Annotations.MOST)
          .with("ArgumentName", MAX)
          .with("ArgumentValue", sent.toString());
    }
    return sent;
  }
}

package dev.trailmark.cloud.s3.copy;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.Wire;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;

/** Whether a copy takes metadata, tags and annotations from its source. */
final class Directives {
  private static final String ANNOTATIONS = "x-amz-object-annotation-directive";

  private Directives() {}

  /** {@code x-amz-metadata-directive}. */
  static boolean replacesMetadata(CopyObjectRequest in) {
    return replaces("metadata", in.metadataDirectiveAsString());
  }

  /** {@code x-amz-tagging-directive}. */
  static boolean replacesTags(CopyObjectRequest in) {
    return replaces("tagging", in.taggingDirectiveAsString());
  }

  /**
   * Whether a copy leaves its source's annotations behind. The directive may come in the query, for
   * presigned URLs.
   */
  static boolean excludesAnnotations(Call call, CopyObjectRequest in) {
    String directive = in.annotationDirectiveAsString();
    if (directive == null && call.wire() != null) {
      directive = Wire.query(call.wire()).get(ANNOTATIONS);
    }
    if (directive == null || directive.equals("COPY")) {
      return false;
    }
    if (!directive.equals("EXCLUDE")) {
      throw S3Error.INVALID_ARGUMENT
          .because("Unknown annotation directive.")
          .with("ArgumentName", ANNOTATIONS)
          .with("ArgumentValue", directive);
    }
    return true;
  }

  private static boolean replaces(String what, String directive) {
    if (directive == null || directive.equals("COPY")) {
      return false;
    }
    if (!directive.equals("REPLACE")) {
      throw S3Error.INVALID_ARGUMENT
          .because("Unknown %s directive.", what)
          .with("ArgumentName", "x-amz-" + what + "-directive")
          .with("ArgumentValue", directive);
    }
    return true;
  }
}

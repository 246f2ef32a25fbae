package dev.trailmark.cloud.s3;

import software.amazon.awssdk.services.s3.model.CopyObjectRequest;

/** Whether a copy takes metadata and tags from its source or from the request. */
final class Directives {
  private Directives() {}

  /** {@code x-amz-metadata-directive}. */
  static boolean replacesMetadata(CopyObjectRequest in) {
    return replaces("metadata", in.metadataDirectiveAsString());
  }

  /** {@code x-amz-tagging-directive}. */
  static boolean replacesTags(CopyObjectRequest in) {
    return replaces("tagging", in.taggingDirectiveAsString());
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

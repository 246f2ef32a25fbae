package dev.trailmark.cloud.s3;

/** Version ids while no bucket has versions: the only one is {@code null}. */
final class Versions {
  private Versions() {}

  /** Refuses any other version id. */
  static void requireNull(String versionId) {
    if (versionId != null && !versionId.equals("null")) {
      throw S3Error.INVALID_ARGUMENT
          .because("Invalid version id specified")
          .with("ArgumentName", "versionId")
          .with("ArgumentValue", versionId);
    }
  }
}

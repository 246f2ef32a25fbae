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

  /**
   * The permission for an action on an object: S3 has one of its own, such as s3:GetObjectVersion
   * beside s3:GetObject, for requests that name a version.
   */
  static String action(String action, String versionId) {
    if (versionId == null) {
      return action;
    }
    return action.endsWith("Acl")
        ? action.replace("ObjectAcl", "ObjectVersionAcl")
        : action + "Version";
  }
}

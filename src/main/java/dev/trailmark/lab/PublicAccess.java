package dev.trailmark.lab;

/**
 * What lets the public reach the image: all three must be open.
 *
 * @param blocked whether block public access still stops public ACLs on the bucket
 * @param ownership {@code BucketOwnerEnforced} disables ACLs; the other two values enable them
 * @param publicRead whether the image's ACL lets everyone read
 */
public record PublicAccess(boolean blocked, String ownership, boolean publicRead) {

  /** Whether ACLs count in this bucket. */
  public boolean aclsEnabled() {
    return ownership.equals("BucketOwnerPreferred") || ownership.equals("ObjectWriter");
  }

  @Override
  public String toString() {
    return "public ACLs %s, object ownership %s, the image's ACL %s"
        .formatted(
            blocked ? "blocked" : "not blocked",
            ownership,
            publicRead ? "lets everyone read" : "does not let everyone read");
  }
}

package dev.trailmark.integrity;

/**
 * Where an object is, or was when CloudTrail delivered it.
 *
 * @param bucket the bucket's name
 * @param key the object's key
 */
public record Place(String bucket, String key) {

  /** The key without its folders. */
  public String fileName() {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  /** As a URL, such as {@code s3://bucket/key}. */
  @Override
  public String toString() {
    return "s3://" + bucket + "/" + key;
  }
}

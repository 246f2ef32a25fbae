package dev.trailmark.cloud.s3.model;

import dev.trailmark.cloud.s3.request.S3Error;

/**
 * A part of an object that a multipart upload made, as later reads may ask for it. The part's
 * number is the one it was uploaded under.
 *
 * @param number from 1 to 10,000
 * @param size bytes
 * @param checksum its checksum in base 64; {@code null} unless the object's is made of its parts'
 */
public record ObjectPart(int number, long size, String checksum) {
  private static final int MOST = 10_000;

  /** Refuses a part number that there cannot be. */
  public static void requireNumber(Integer number) {
    if (number == null || number < 1 || number > MOST) {
      throw S3Error.INVALID_ARGUMENT
          .because("Part number must be an integer between 1 and %d, inclusive", MOST)
          .with("ArgumentName", "partNumber")
          .with("ArgumentValue", String.valueOf(number));
    }
  }
}

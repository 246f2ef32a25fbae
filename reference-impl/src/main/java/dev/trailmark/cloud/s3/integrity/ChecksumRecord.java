package dev.trailmark.cloud.s3.integrity;

import dev.trailmark.cloud.store.Repeated;
import software.amazon.awssdk.services.s3.model.ChecksumType;

/**
 * A checksum of the whole body, or of its parts' checksums.
 *
 * @param algorithm one of {@link ChecksumKind}'s names
 * @param value base 64; of parts' checksums followed by {@code -} and their number
 */
public record ChecksumRecord(String algorithm, String value) {

  /** There are few algorithms, and very many checksums. */
  public ChecksumRecord {
    algorithm = Repeated.value(algorithm);
  }

  /** Its algorithm. */
  public ChecksumKind kind() {
    return ChecksumKind.valueOf(algorithm);
  }

  /** The value without the number of parts, as GetObjectAttributes shows it. */
  String withoutCount() {
    int hyphen = value.indexOf('-');
    return hyphen < 0 ? value : value.substring(0, hyphen);
  }

  /** Which of both it is. Base 64 has no hyphen. */
  public ChecksumType type() {
    return value.indexOf('-') < 0 ? ChecksumType.FULL_OBJECT : ChecksumType.COMPOSITE;
  }
}

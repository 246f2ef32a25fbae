package dev.trailmark.cloud.s3;

import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** The checksum of one algorithm that a completion claims; {@code null} for none. */
final class Claims {
  private Claims() {}

  /** What is claimed of a part. */
  static String of(ChecksumKind kind, CompletedPart part) {
    return switch (kind) {
      case CRC32 -> part.checksumCRC32();
      case CRC32C -> part.checksumCRC32C();
      case CRC64NVME -> part.checksumCRC64NVME();
      case SHA1 -> part.checksumSHA1();
      case SHA256 -> part.checksumSHA256();
    };
  }

  /** What is claimed of the object. */
  static String of(ChecksumKind kind, CompleteMultipartUploadRequest in) {
    return switch (kind) {
      case CRC32 -> in.checksumCRC32();
      case CRC32C -> in.checksumCRC32C();
      case CRC64NVME -> in.checksumCRC64NVME();
      case SHA1 -> in.checksumSHA1();
      case SHA256 -> in.checksumSHA256();
    };
  }
}

package dev.trailmark.cloud.s3;

import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Writes an object's checksum into the responses that have one member per algorithm. */
final class Checksums {
  private Checksums() {}

  static void set(ObjectRecord.ChecksumRecord checksum, GetObjectResponse.Builder response) {
    response.checksumType(checksum.type());
    String value = checksum.value();
    switch (ChecksumKind.valueOf(checksum.algorithm())) {
      case CRC32 -> response.checksumCRC32(value);
      case CRC32C -> response.checksumCRC32C(value);
      case CRC64NVME -> response.checksumCRC64NVME(value);
      case SHA1 -> response.checksumSHA1(value);
      case SHA256 -> response.checksumSHA256(value);
    }
  }

  static void set(ObjectRecord.ChecksumRecord checksum, HeadObjectResponse.Builder response) {
    response.checksumType(checksum.type());
    String value = checksum.value();
    switch (ChecksumKind.valueOf(checksum.algorithm())) {
      case CRC32 -> response.checksumCRC32(value);
      case CRC32C -> response.checksumCRC32C(value);
      case CRC64NVME -> response.checksumCRC64NVME(value);
      case SHA1 -> response.checksumSHA1(value);
      case SHA256 -> response.checksumSHA256(value);
    }
  }

  static void set(ObjectRecord.ChecksumRecord checksum, PutObjectResponse.Builder response) {
    response.checksumType(checksum.type());
    String value = checksum.value();
    switch (ChecksumKind.valueOf(checksum.algorithm())) {
      case CRC32 -> response.checksumCRC32(value);
      case CRC32C -> response.checksumCRC32C(value);
      case CRC64NVME -> response.checksumCRC64NVME(value);
      case SHA1 -> response.checksumSHA1(value);
      case SHA256 -> response.checksumSHA256(value);
    }
  }

  static void set(ObjectRecord.ChecksumRecord checksum, CopyObjectResult.Builder result) {
    result.checksumType(checksum.type());
    String value = checksum.value();
    switch (ChecksumKind.valueOf(checksum.algorithm())) {
      case CRC32 -> result.checksumCRC32(value);
      case CRC32C -> result.checksumCRC32C(value);
      case CRC64NVME -> result.checksumCRC64NVME(value);
      case SHA1 -> result.checksumSHA1(value);
      case SHA256 -> result.checksumSHA256(value);
    }
  }

  static void set(ObjectRecord.ChecksumRecord checksum, UploadPartResponse.Builder response) {
    String value = checksum.value();
    switch (ChecksumKind.valueOf(checksum.algorithm())) {
      case CRC32 -> response.checksumCRC32(value);
      case CRC32C -> response.checksumCRC32C(value);
      case CRC64NVME -> response.checksumCRC64NVME(value);
      case SHA1 -> response.checksumSHA1(value);
      case SHA256 -> response.checksumSHA256(value);
    }
  }

  static void set(ObjectRecord.ChecksumRecord checksum, Part.Builder part) {
    String value = checksum.value();
    switch (ChecksumKind.valueOf(checksum.algorithm())) {
      case CRC32 -> part.checksumCRC32(value);
      case CRC32C -> part.checksumCRC32C(value);
      case CRC64NVME -> part.checksumCRC64NVME(value);
      case SHA1 -> part.checksumSHA1(value);
      case SHA256 -> part.checksumSHA256(value);
    }
  }

  static void set(
      ObjectRecord.ChecksumRecord checksum, CompleteMultipartUploadResponse.Builder response) {
    response.checksumType(checksum.type());
    String value = checksum.value();
    switch (ChecksumKind.valueOf(checksum.algorithm())) {
      case CRC32 -> response.checksumCRC32(value);
      case CRC32C -> response.checksumCRC32C(value);
      case CRC64NVME -> response.checksumCRC64NVME(value);
      case SHA1 -> response.checksumSHA1(value);
      case SHA256 -> response.checksumSHA256(value);
    }
  }
}

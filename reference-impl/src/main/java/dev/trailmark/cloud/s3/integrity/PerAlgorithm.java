package dev.trailmark.cloud.s3.integrity;

/**
 * Something for each checksum algorithm. The API has a member of its own for each of them in every
 * message, so what reads or writes these members is listed once per message and chosen here.
 *
 * @param <F> what there is for each, mostly a getter or a setter
 */
record PerAlgorithm<F>(
    F crc32,
    F crc32c,
    F crc64nvme,
    F sha1,
    F sha256,
    F sha512,
    F md5,
    F xxhash64,
    F xxhash3,
    F xxhash128) {

  /** What there is for that algorithm. */
  F of(ChecksumKind kind) {
    return switch (kind) {
      case CRC32 -> crc32;
      case CRC32C -> crc32c;
      case CRC64NVME -> crc64nvme;
      case SHA1 -> sha1;
      case SHA256 -> sha256;
      case SHA512 -> sha512;
      case MD5 -> md5;
      case XXHASH64 -> xxhash64;
      case XXHASH3 -> xxhash3;
      case XXHASH128 -> xxhash128;
    };
  }
}

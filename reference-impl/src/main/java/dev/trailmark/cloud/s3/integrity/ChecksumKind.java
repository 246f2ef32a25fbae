package dev.trailmark.cloud.s3.integrity;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * The checksum algorithms of S3. Values are big-endian, those of xxHash in its canonical form.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html"
 *     >Checking object integrity</a>
 */
public enum ChecksumKind {
  CRC32(4, () -> new OfCrc(new CRC32(), 4)),
  CRC32C(4, () -> new OfCrc(new CRC32C(), 4)),
  CRC64NVME(8, () -> new OfCrc(new Crc64Nvme(), 8)),
  SHA1(20, () -> new OfDigest("SHA-1")),
  SHA256(32, () -> new OfDigest("SHA-256")),
  SHA512(64, () -> new OfDigest("SHA-512")),
  MD5(16, () -> new OfDigest("MD5")),
  XXHASH64(8, () -> new OfXxHash(Hashing.xxh64().hashStream())),
  XXHASH3(8, () -> new OfXxHash(Hashing.xxh3_64().hashStream())),
  XXHASH128(16, () -> new OfXxHash128(Hashing.xxh3_128().hashStream()));

  private final int length;
  private final Supplier<Running> start;

  ChecksumKind(int length, Supplier<Running> start) {
    this.length = length;
    this.start = start;
  }

  /** A checksum being computed. */
  interface Running {
    /** Adds the first {@code count} bytes. */
    void update(byte[] bytes, int count);

    /** The checksum of everything added, big-endian. */
    byte[] value();
  }

  /** Bytes of a value. */
  int length() {
    return length;
  }

  /**
   * Reads a value. As measured at S3, base 64 has to be spelt as an encoder would: with its padding
   * and no bits set behind the last byte.
   *
   * @return {@code null} when that is no value of this algorithm
   */
  public byte[] parse(String base64) {
    byte[] value = BodyDigests.decodeCanonical(base64);
    return value == null || value.length != length ? null : value;
  }

  /** The checksum of parts' checksums, with their number behind a dash. */
  public String composite(List<String> ofParts) {
    Running running = start();
    for (String part : ofParts) {
      byte[] value = Base64.getDecoder().decode(part);
      running.update(value, value.length);
    }
    return Base64.getEncoder().encodeToString(running.value()) + "-" + ofParts.size();
  }

  /** Starts computing. */
  Running start() {
    return start.get();
  }

  /** The header that carries a value. */
  String header() {
    return "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
  }

  /** The algorithm of that name in any case, or {@code null}. */
  static ChecksumKind named(String name) {
    for (ChecksumKind kind : values()) {
      if (kind.name().equalsIgnoreCase(name)) {
        return kind;
      }
    }
    return null;
  }

  /** The algorithm whose values that header carries, or {@code null}. */
  static ChecksumKind ofHeader(String header) {
    for (ChecksumKind kind : values()) {
      if (kind.header().equalsIgnoreCase(header)) {
        return kind;
      }
    }
    return null;
  }

  private record OfCrc(Checksum crc, int length) implements Running {

    @Override
    public void update(byte[] bytes, int count) {
      crc.update(bytes, 0, count);
    }

    @Override
    public byte[] value() {
      byte[] wide = ByteBuffer.allocate(8).putLong(crc.getValue()).array();
      return Arrays.copyOfRange(wide, 8 - length, 8);
    }
  }

  private record OfXxHash(HashStream64 hash) implements Running {

    @Override
    public void update(byte[] bytes, int count) {
      hash.putBytes(bytes, 0, count);
    }

    @Override
    public byte[] value() {
      return ByteBuffer.allocate(8).putLong(hash.getAsLong()).array();
    }
  }

  private record OfXxHash128(HashStream128 hash) implements Running {

    @Override
    public void update(byte[] bytes, int count) {
      hash.putBytes(bytes, 0, count);
    }

    @Override
    public byte[] value() {
      HashValue128 value = hash.get();
      return ByteBuffer.allocate(16)
          .putLong(value.getMostSignificantBits())
          .putLong(value.getLeastSignificantBits())
          .array();
    }
  }

  /** A message digest. */
  static final class OfDigest implements Running {
    private final MessageDigest digest;

    OfDigest(String algorithm) {
      try {
        this.digest = MessageDigest.getInstance(algorithm);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("this Java has no " + algorithm, e);
      }
    }

    @Override
    public void update(byte[] bytes, int count) {
      digest.update(bytes, 0, count);
    }

    @Override
    public byte[] value() {
      return digest.digest();
    }
  }
}

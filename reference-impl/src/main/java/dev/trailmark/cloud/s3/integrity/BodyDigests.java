package dev.trailmark.cloud.s3.integrity;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.request.S3Error;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * The digests of one body while it is read: the checksum that the object keeps, and MD5 where the
 * entity tag or Content-MD5 needs it (it is the slowest of all, so nowhere else).
 */
public final class BodyDigests {
  private final ChecksumClaim claim;
  private final byte[] claimedMd5;
  private final ChecksumKind.Running checksum;
  private final ChecksumKind.Running md5;
  private final String expectedDigest;
  private byte[] md5Value;

  /**
   * Starts.
   *
   * @param claim the checksum to compute and what the client says of it
   * @param contentMd5 the header, {@code null} when absent
   * @param tagged whether the entity tag is the MD5
   */
  public BodyDigests(ChecksumClaim claim, String contentMd5, boolean tagged) {
    this(claim, contentMd5, tagged, false);
  }

  /** The digests of a part's body: its refusal repeats Content-MD5 as it was sent. */
  public static BodyDigests ofPart(ChecksumClaim claim, String contentMd5, boolean tagged) {
    return new BodyDigests(claim, contentMd5, tagged, true);
  }

  /** The digests of a document, whose refusal repeats Content-MD5 too. */
  static BodyDigests ofDocument(ChecksumClaim claim, String contentMd5) {
    return new BodyDigests(claim, contentMd5, false, true);
  }

  private BodyDigests(
      ChecksumClaim claim, String contentMd5, boolean tagged, boolean repeatsHeader) {
    this.claim = claim;
    this.claimedMd5 = contentMd5 == null ? null : parseMd5(contentMd5);
    this.expectedDigest =
        repeatsHeader || claimedMd5 == null ? contentMd5 : HexFormat.of().formatHex(claimedMd5);
    this.checksum = claim.kind().start();
    this.md5 = tagged || claimedMd5 != null ? new ChecksumKind.OfDigest("MD5") : null;
  }

  /** Adds the first {@code count} bytes. */
  public void update(byte[] bytes, int count) {
    checksum.update(bytes, count);
    if (md5 != null) {
      md5.update(bytes, count);
    }
  }

  /**
   * Ends: compares with what the client said, in headers or in the trailers.
   *
   * @throws ServiceException BadDigest when the body is another
   */
  public ChecksumRecord finish(Map<String, String> trailers) {
    if (md5 != null) {
      md5Value = md5.value();
      checkMd5();
    }
    byte[] computed = checksum.value();
    claim.check(computed, trailers);
    return new ChecksumRecord(claim.kind().name(), Base64.getEncoder().encodeToString(computed));
  }

  /** The MD5 as hexadecimal digits, once finished. */
  public String md5Hex() {
    return HexFormat.of().formatHex(md5Value);
  }

  private void checkMd5() {
    if (claimedMd5 != null && !MessageDigest.isEqual(claimedMd5, md5Value)) {
      throw S3Error.BAD_DIGEST
          .fail()
          .with("ExpectedDigest", expectedDigest)
          .with("CalculatedDigest", Base64.getEncoder().encodeToString(md5Value));
    }
  }

  /** The digest that a Content-MD5 header carries. */
  static byte[] parseMd5(String header) {
    byte[] value = decode(header);
    if (value == null || value.length != 16) {
      throw S3Error.INVALID_DIGEST.fail().with("Content-MD5", header);
    }
    return value;
  }

  /** Decodes base 64; {@code null} when it is not. */
  public static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Decodes base 64 that is spelt as an encoder would; {@code null} when it is not. */
  public static byte[] decodeCanonical(String base64) {
    byte[] value = decode(base64);
    return value == null || !Base64.getEncoder().encodeToString(value).equals(base64)
        ? null
        : value;
  }

  /** Whether two digests are the same. */
  static boolean same(byte[] one, byte[] other) {
    return Arrays.equals(one, other);
  }

  /** An MD5 digest. */
  public static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}

package dev.trailmark.cloud.s3.integrity;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.Map;

/**
 * Which checksum a write computes, and what the client says it should be.
 *
 * @param kind the algorithm; CRC64NVME when the client named none
 * @param expected the value sent in a header; {@code null} when there was none
 * @param trailer whether the value follows the body as a trailer
 */
public record ChecksumClaim(ChecksumKind kind, byte[] expected, boolean trailer) {

  /** What S3 computes unasked. */
  public static final ChecksumClaim UNASKED =
      new ChecksumClaim(ChecksumKind.CRC64NVME, null, false);

  /**
   * What the headers claim.
   *
   * @param values header values by algorithm; absent ones {@code null}
   * @param algorithm {@code x-amz-sdk-checksum-algorithm}, {@code null} when absent
   * @param trailerHeader {@code x-amz-trailer}, {@code null} when absent
   */
  public static ChecksumClaim of(
      Map<ChecksumKind, String> values, String algorithm, String trailerHeader) {
    ChecksumKind trailing = trailerHeader == null ? null : trailing(trailerHeader);
    if (values.size() + (trailing == null ? 0 : 1) > 1) {
      throw S3Error.INVALID_REQUEST.because(
          "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }
    if (algorithm != null) {
      ChecksumKind named = requireSupported(algorithm);
      if (values.isEmpty() && trailing == null) {
        throw S3Error.INVALID_REQUEST.because(
            "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or"
                + " x-amz-trailer headers were found.");
      }
      if (named != trailing && !values.containsKey(named)) {
        throw S3Error.INVALID_REQUEST.because(
            "Value for x-amz-sdk-checksum-algorithm header is invalid.");
      }
    }
    if (trailing != null) {
      return new ChecksumClaim(trailing, null, true);
    }
    return values.entrySet().stream()
        .findFirst()
        .map(sent -> new ChecksumClaim(sent.getKey(), parse(sent.getKey(), sent.getValue()), false))
        .orElse(UNASKED);
  }

  /** The algorithm of that name. */
  public static ChecksumKind requireSupported(String algorithm) {
    ChecksumKind kind = ChecksumKind.named(algorithm);
    if (kind == null) {
      throw S3Error.INVALID_REQUEST.because(
          "Checksum algorithm provided is unsupported. Please try again with any of the valid"
              + " types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
    }
    return kind;
  }

  /** Whether the client named an algorithm; only then a part's answer repeats the value. */
  public boolean asked() {
    return expected != null || trailer;
  }

  /**
   * Compares the computed value with the claimed one.
   *
   * @throws ServiceException BadDigest when they differ
   */
  void check(byte[] computed, Map<String, String> trailers) {
    byte[] claimed = expected;
    if (trailer) {
      String sent = trailers.get(kind.header());
      if (sent == null) {
        throw invalid(kind, "trailing header");
      }
      claimed = kind.parse(sent);
      if (claimed == null) {
        throw invalid(kind, "trailing header");
      }
    }
    if (claimed != null && !BodyDigests.same(claimed, computed)) {
      throw S3Error.BAD_DIGEST.because(
          "The %s you specified did not match the calculated checksum.", kind.name());
    }
  }

  private static byte[] parse(ChecksumKind kind, String header) {
    byte[] value = kind.parse(header);
    if (value == null) {
      throw invalid(kind, "header");
    }
    return value;
  }

  /** The refusal of a value that is none of its algorithm. */
  public static ServiceException invalid(ChecksumKind kind, String where) {
    return S3Error.INVALID_REQUEST.because("Value for %s %s is invalid.", kind.header(), where);
  }

  /** Other trailers than checksums are no business of S3's. */
  private static ChecksumKind trailing(String header) {
    for (String name : header.split(",")) {
      ChecksumKind kind = ChecksumKind.ofHeader(name.trim());
      if (kind != null) {
        return kind;
      }
      if (name.trim().toLowerCase(java.util.Locale.ROOT).startsWith("x-amz-checksum-")) {
        throw S3Error.INVALID_REQUEST.because(
            "The value specified in the x-amz-trailer header is not supported");
      }
    }
    return null;
  }
}

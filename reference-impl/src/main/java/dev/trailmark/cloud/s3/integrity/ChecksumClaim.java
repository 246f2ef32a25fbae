package dev.trailmark.cloud.s3.integrity;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.wire.Headers;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which checksum a write computes, and what the client says it should be.
 *
 * @param kind the algorithm; CRC64NVME when the client named none
 * @param expected the value sent in a header; {@code null} when there was none
 * @param trailer whether the value follows the body as a trailer
 */
public record ChecksumClaim(ChecksumKind kind, byte[] expected, boolean trailer) {
  private static final Set<String> NOT_VALUES =
      Set.of("x-amz-checksum-algorithm", "x-amz-checksum-mode", "x-amz-checksum-type");

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
    if (values.size() > 1) {
      throw several();
    }
    if (trailing != null && !values.isEmpty()) {
      throw S3Error.INVALID_REQUEST.because("Expecting a single x-amz-checksum- header");
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
    if (values.isEmpty()) {
      return UNASKED;
    }
    Map.Entry<ChecksumKind, String> sent = values.entrySet().iterator().next();
    return new ChecksumClaim(sent.getKey(), parse(sent.getKey(), sent.getValue()), false);
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
        // A body in chunks was refused before: this one has no trailer at all.
        throw S3Error.MALFORMED_TRAILER.fail();
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

  /** Refuses a header that would be a checksum's if there were such an algorithm. */
  public static void refuseUnknown(Call call) {
    if (call.wire() == null) {
      return;
    }
    Headers headers = call.wire().headers();
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i).toLowerCase(Locale.ROOT);
      if (name.startsWith("x-amz-checksum-")
          && !NOT_VALUES.contains(name)
          && ChecksumKind.ofHeader(name) == null) {
        throw S3Error.INVALID_REQUEST.because(
            "The algorithm type you specified in x-amz-checksum- header is invalid.");
      }
    }
  }

  private static ServiceException several() {
    return S3Error.INVALID_REQUEST.because(
        "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
  }

  /** One checksum is all that may be announced; as measured, commas behind it are forgiven. */
  private static ChecksumKind trailing(String header) {
    String[] names = header.split(",");
    ChecksumKind only = null;
    for (String name : names) {
      only = ChecksumKind.ofHeader(name.trim());
      if (only == null) {
        throw S3Error.INVALID_REQUEST.because(
            "The value specified in the x-amz-trailer header is not supported");
      }
    }
    if (names.length > 1) {
      throw several();
    }
    return only;
  }
}

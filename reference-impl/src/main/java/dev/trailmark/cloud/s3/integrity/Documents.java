package dev.trailmark.cloud.s3.integrity;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.request.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;

/** Digests of requests whose body is a document: Content-MD5 and checksum headers must match. */
public final class Documents {
  private Documents() {}

  /**
   * Compares the body with what the headers say of it.
   *
   * @param contentMd5 {@code Content-MD5}, {@code null} when absent
   * @param algorithm {@code x-amz-sdk-checksum-algorithm}, {@code null} when absent
   * @return whether there was anything to compare
   */
  public static boolean verify(Call call, String contentMd5, String algorithm) {
    if (call.wire() == null || call.body() == null) {
      return true;
    }
    Map<ChecksumKind, String> sent = new EnumMap<>(ChecksumKind.class);
    for (ChecksumKind kind : ChecksumKind.values()) {
      String value = call.wire().header(kind.header());
      if (value != null) {
        sent.put(kind, value);
      }
    }
    ChecksumClaim claim = ChecksumClaim.of(sent, algorithm, Wire.header(call, "x-amz-trailer"));
    if (contentMd5 == null && !claim.asked()) {
      return false;
    }
    compare(call, claim, contentMd5);
    return true;
  }

  /** Compares the body with Content-MD5 alone, where checksum headers are of something else. */
  public static void verifyMd5(Call call) {
    String contentMd5 = Wire.header(call, "content-md5");
    if (contentMd5 != null && call.body() != null) {
      compare(call, ChecksumClaim.UNASKED, contentMd5);
    }
  }

  private static void compare(Call call, ChecksumClaim claim, String contentMd5) {
    byte[] document = read(call);
    BodyDigests digests = BodyDigests.ofDocument(claim, contentMd5);
    digests.update(document, document.length);
    digests.finish(call.body().trailers().get());
  }

  private static byte[] read(Call call) {
    try {
      return call.body().stream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

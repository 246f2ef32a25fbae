package dev.trailmark.cloud.auth;

import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.WireRequest;
import java.util.Locale;
import java.util.Set;

/**
 * The headers that a signed URL carries as parameters: presigners move {@code x-amz-*} headers into
 * the query, and S3 reads them there. Under Signature Version 2 that was recorded for user
 * metadata; under Version 4 the makers of the SDKs report it for metadata and encryption headers,
 * and that {@code x-amz-tagging} is passed over in a URL. Version 2 also moves Content-MD5 and
 * Content-Type.
 *
 * @see <a href="https://github.com/smithy-lang/smithy-typescript/pull/1421">Hoisted encryption
 *     headers</a>
 * @see <a href="https://github.com/aws/aws-sdk-go-v2/pull/1017">x-amz-tagging in a URL</a>
 */
public final class HoistedHeaders {
  private static final Set<String> PASSED_OVER =
      Set.of(
          "x-amz-algorithm",
          "x-amz-credential",
          "x-amz-date",
          "x-amz-expires",
          "x-amz-signedheaders",
          "x-amz-signature",
          "x-amz-security-token",
          "x-amz-content-sha256",
          "x-amz-tagging");

  private HoistedHeaders() {}

  /**
   * Puts the parameters of a URL for S3, whose signature holds, back among the request's headers. A
   * header that was sent beside its parameter stays as it is.
   */
  public static void restore(WireRequest request, SignatureVersion version) {
    Headers headers = request.headers();
    for (String parameter : request.rawQuery().split("&")) {
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        String name = parameter.substring(0, equals).toLowerCase(Locale.ROOT);
        if (isHoisted(name, version) && !headers.has(name)) {
          headers.add(name, QueryParameters.decode(parameter, equals + 1, parameter.length()));
        }
      }
    }
  }

  private static boolean isHoisted(String name, SignatureVersion version) {
    boolean standard = name.equals("content-md5") || name.equals("content-type");
    return standard
        ? version == SignatureVersion.V2
        : name.startsWith("x-amz-") && !PASSED_OVER.contains(name);
  }
}

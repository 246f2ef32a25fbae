package dev.trailmark.cloud.protocol;

import dev.trailmark.cloud.wire.WireRequest;
import java.util.Locale;
import java.util.Map;

/**
 * Tells S3 Control's requests from S3's, with which they share the port and the signing name, and
 * finds their operation. They are sent to {@code ACCOUNT.s3-control.REGION.amazonaws.com}, or to
 * the endpoint itself with the API's version first in the path; all of them name the account in the
 * header {@code x-amz-account-id}, which S3's never do. So a bucket may be called {@code v20180820}
 * all the same.
 */
final class S3ControlRouter {
  private static final String VERSION = "/v20180820/";

  private S3ControlRouter() {}

  /** Whether the request is S3 Control's. */
  static boolean isAddressed(WireRequest request) {
    String host = request.host() == null ? "" : request.host().toLowerCase(Locale.ROOT);
    return host.startsWith("s3-control.")
        || host.contains(".s3-control.")
        || request.rawPath().startsWith(VERSION) && request.headers().has("x-amz-account-id");
  }

  /**
   * The operation that {@link S3ControlRoutes} finds.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException for a path or method that the API lacks
   */
  static Route route(WireRequest request) {
    String path = request.rawPath();
    if (!path.startsWith(VERSION)) {
      throw ProtocolError.INVALID_URI.fail().with("URI", path);
    }
    S3ControlRoutes.Found found =
        S3ControlRoutes.find(request.method(), path.substring(VERSION.length()));
    Map<String, String> parameters = FormText.parameters(request.rawQuery());
    return new Route("s3", found.operation(), null, null, parameters, found.labels());
  }
}

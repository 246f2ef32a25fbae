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
 *
 * <p>Operations of an account that S3 has for buckets under the same name are called as permissions
 * and records call them, such as {@code GetAccountPublicAccessBlock}.
 */
final class S3ControlRouter {
  private static final String PUBLIC_ACCESS = "/v20180820/configuration/publicAccessBlock";

  private static final Map<String, String> OPERATIONS =
      Map.of(
          "GET", "GetAccountPublicAccessBlock",
          "PUT", "PutAccountPublicAccessBlock",
          "DELETE", "DeleteAccountPublicAccessBlock");

  private S3ControlRouter() {}

  /** Whether the request is S3 Control's. */
  static boolean isAddressed(WireRequest request) {
    String host = request.host() == null ? "" : request.host().toLowerCase(Locale.ROOT);
    return host.startsWith("s3-control.")
        || host.contains(".s3-control.")
        || request.rawPath().startsWith("/v20180820/") && request.headers().has("x-amz-account-id");
  }

  /** The operation; what is not here is called by method and path. */
  static Route route(WireRequest request) {
    String operation =
        request.rawPath().equals(PUBLIC_ACCESS) ? OPERATIONS.get(request.method()) : null;
    String name = operation == null ? request.method() + " " + request.rawPath() : operation;
    return new Route("s3", name, null, null, FormText.parameters(request.rawQuery()));
  }
}

package dev.trailmark.cloud.s3.object;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.request.HeaderText;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.Sent;
import dev.trailmark.cloud.s3.request.Wire;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/**
 * The {@code response-…} parameters of reads, which replace headers of the answer.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 * @see <a href="https://github.com/versity/versitygw/issues/2075">What S3 says of others</a>
 */
final class ResponseOverrides {
  private static final String PREFIX = "response-";
  private static final Set<String> NAMES =
      Set.of(
          "response-cache-control",
          "response-content-disposition",
          "response-content-encoding",
          "response-content-language",
          "response-content-type",
          "response-expires");

  private ResponseOverrides() {}

  /** Refuses them in unsigned requests, and values that no header can hold (as recorded). */
  static void check(Call call, GetObjectRequest in) {
    refuseOthers(call);
    Map<String, String> sent = sent(in);
    if (sent.isEmpty()) {
      return;
    }
    if (call.caller().principal().isAnonymous()) {
      throw S3Error.INVALID_REQUEST.because(
          "Request specific response headers cannot be used for anonymous GET requests.");
    }
    sent.forEach(
        (name, value) -> {
          HeaderText.require(name, value);
          if (!StandardCharsets.ISO_8859_1.newEncoder().canEncode(value)) {
            throw S3Error.INVALID_ARGUMENT
                .because("Header value cannot be represented using ISO-8859-1.")
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
          }
        });
  }

  private static void refuseOthers(Call call) {
    if (call.wire() == null || !call.wire().rawQuery().contains(PREFIX)) {
      return;
    }
    Wire.query(call.wire())
        .forEach(
            (name, value) -> {
              if (name.startsWith(PREFIX) && !NAMES.contains(name)) {
                throw S3Error.INVALID_ARGUMENT
                    .because(
                        "%s is not in the set of overridable response headers. Please refer to the"
                            + " S3 API documentation for a complete list of overridable response"
                            + " headers.",
                        name)
                    .with("ArgumentName", name)
                    .with("ArgumentValue", value);
              }
            });
  }

  private static Map<String, String> sent(GetObjectRequest in) {
    Map<String, String> sent = new LinkedHashMap<>();
    Sent.put(sent, "response-cache-control", in.responseCacheControl());
    Sent.put(sent, "response-content-disposition", in.responseContentDisposition());
    Sent.put(sent, "response-content-encoding", in.responseContentEncoding());
    Sent.put(sent, "response-content-language", in.responseContentLanguage());
    Sent.put(sent, "response-content-type", in.responseContentType());
    Sent.put(sent, "response-expires", in.responseExpires() == null ? null : "");
    return sent;
  }
}

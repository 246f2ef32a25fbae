package dev.trailmark.cloud.s3;

import dev.trailmark.cloud.operation.Call;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/**
 * The {@code response-…} parameters of GetObject, which replace headers of the answer.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 */
final class ResponseOverrides {
  private ResponseOverrides() {}

  /** Refuses them in unsigned requests, and values that no header can hold (as recorded). */
  static void check(Call call, GetObjectRequest in) {
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
          if (!StandardCharsets.ISO_8859_1.newEncoder().canEncode(value)) {
            throw S3Error.INVALID_ARGUMENT
                .because("Header value cannot be represented using ISO-8859-1.")
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
          }
        });
  }

  private static Map<String, String> sent(GetObjectRequest in) {
    Map<String, String> sent = new LinkedHashMap<>();
    sent.put("response-cache-control", in.responseCacheControl());
    sent.put("response-content-disposition", in.responseContentDisposition());
    sent.put("response-content-encoding", in.responseContentEncoding());
    sent.put("response-content-language", in.responseContentLanguage());
    sent.put("response-content-type", in.responseContentType());
    sent.put("response-expires", in.responseExpires() == null ? null : "");
    sent.values().removeIf(value -> value == null);
    return sent;
  }
}

package dev.trailmark.cloud.auth;

import dev.trailmark.cloud.auth.AuthFailure.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * S3's wording for bodies that are not what their requests say.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error
 *     responses</a>
 */
final class PayloadFaults {

  private PayloadFaults() {}

  private static AuthFailure failure(Kind kind, String message, Map<String, String> fields) {
    return new AuthFailure(kind, Scheme.HEADER, message, fields);
  }

  static AuthFailure missingContentHash() {
    return failure(
        Kind.MISSING_CONTENT_HASH,
        "Missing required header for this request: x-amz-content-sha256",
        Map.of());
  }

  static AuthFailure invalidContentHash(String value) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("ArgumentName", "x-amz-content-sha256");
    fields.put("ArgumentValue", value);
    return failure(
        Kind.INVALID_CONTENT_HASH,
        "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
            + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER,"
            + " STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD,"
            + " STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER or a valid sha256 value.",
        fields);
  }

  static AuthFailure contentHashMismatch(String claimed, String computed) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("ClientComputedContentSHA256", claimed);
    fields.put("S3ComputedContentSHA256", computed);
    return failure(
        Kind.CONTENT_HASH_MISMATCH,
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
        fields);
  }

  static AuthFailure missingDecodedLength() {
    return failure(
        Kind.MISSING_DECODED_LENGTH, "You must provide the Content-Length HTTP header.", Map.of());
  }

  static AuthFailure incompleteBody() {
    return failure(Kind.INCOMPLETE_BODY, "The request body terminated unexpectedly", Map.of());
  }

  /** The chunks together are longer or shorter than the length that was declared of them. */
  static AuthFailure otherLength(long provided, long expected) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("NumberBytesExpected", Long.toString(expected));
    fields.put("NumberBytesProvided", Long.toString(provided));
    return failure(
        Kind.INCOMPLETE_BODY,
        "You did not provide the number of bytes specified by the Content-Length HTTP header",
        fields);
  }

  /**
   * A chunk before the last one is too small.
   *
   * @param chunk which, counted from 1
   */
  static AuthFailure invalidChunkSize(int chunk, long size) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Chunk", Integer.toString(chunk));
    fields.put("BadChunkSize", Long.toString(size));
    return failure(
        Kind.INVALID_CHUNK_SIZE,
        "Only the last chunk is allowed to have a size less than 8192 bytes",
        fields);
  }

  static AuthFailure malformedTrailer() {
    return failure(
        Kind.MALFORMED_TRAILER,
        "The request contained trailing data that was not well-formed or did not conform to our"
            + " published schema.",
        Map.of());
  }
}

package dev.trailmark.cloud.s3.control;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.integrity.Documents;
import dev.trailmark.cloud.s3.request.S3Error;

/** What all of S3 Control's requests have in common. */
final class ControlRequests {
  /** The namespace of its documents, which records repeat. */
  static final String XMLNS = "http://awss3control.amazonaws.com/doc/2018-08-20/";

  private static final String ACCOUNT = "x-amz-account-id";

  private ControlRequests() {}

  /**
   * The account that a request names; without one the path alone would not be S3 Control's.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException InvalidRequest
   */
  static void requireAccount(String account) {
    if (account == null) {
      throw S3Error.INVALID_REQUEST.because("Missing required header for this request: " + ACCOUNT);
    }
  }

  /** Compares the body with the digests that the headers have of it, which are no members. */
  static void verify(Call call) {
    if (call.wire() != null) {
      Documents.verify(
          call,
          call.wire().header("content-md5"),
          call.wire().header("x-amz-sdk-checksum-algorithm"));
    }
  }
}

package dev.trailmark.cloud.protocol;

import dev.trailmark.cloud.operation.ErrorCode;

/**
 * The errors of requests that cannot be read or routed.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3's error
 *     responses</a>
 */
enum ProtocolError implements ErrorCode {
  SERIALIZATION("SerializationException", 400, null),
  UNKNOWN_OPERATION("UnknownOperationException", 400, null),
  REQUEST_TOO_LARGE(
      "RequestEntityTooLargeException",
      413,
      "The request body is larger than the service accepts."),
  INVALID_ACTION("InvalidAction", 400, null),
  MISSING_ACTION("MissingAction", 400, "The request is missing an action or a required parameter."),
  MALFORMED_INPUT("MalformedInput", 400, null),
  MALFORMED_QUERY("MalformedQueryString", 404, "The query string contains a syntax error."),
  MALFORMED_XML(
      "MalformedXML",
      400,
      "The XML you provided was not well-formed or did not validate against our published schema"),
  MAX_MESSAGE_LENGTH("MaxMessageLengthExceeded", 400, "Your request was too big."),
  INVALID_ARGUMENT("InvalidArgument", 400, "Invalid Argument"),
  INVALID_REQUEST("InvalidRequest", 400, "Invalid Request"),
  INVALID_URI("InvalidURI", 400, "Couldn't parse the specified URI."),
  METHOD_NOT_ALLOWED(
      "MethodNotAllowed", 405, "The specified method is not allowed against this resource."),
  MALFORMED_POST(
      "MalformedPOSTRequest",
      400,
      "The body of your POST request is not well-formed multipart/form-data."),
  POST_DATA_TOO_LONG(
      "MaxPostPreDataLengthExceeded",
      400,
      "Your POST request fields preceeding the upload file was too large."),
  FILES_IN_POST("InvalidArgument", 400, "POST requires exactly one file upload per request."),
  PRECONDITION_FAILED(
      "PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold");

  private final Row row;

  ProtocolError(String code, int status, String message) {
    row = new Row(code, status, message);
  }

  @Override
  public Row row() {
    return row;
  }
}

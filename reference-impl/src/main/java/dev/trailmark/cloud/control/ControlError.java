package dev.trailmark.cloud.control;

import dev.trailmark.cloud.operation.ErrorCode;

/** The control room's own errors; those of signatures have the codes of AWS's query services. */
enum ControlError implements ErrorCode {
  ACCESS_DENIED("AccessDenied", 403),
  INTERNAL("InternalFailure", 500),
  METHOD_NOT_ALLOWED("MethodNotAllowed", 405),
  NOT_FOUND("NotFound", 404),
  UNKNOWN_OPERATION("UnknownOperation", 404),
  VALIDATION("ValidationError", 400);

  private final Row row;

  ControlError(String code, int status) {
    row = new Row(code, status, null);
  }

  @Override
  public Row row() {
    return row;
  }
}

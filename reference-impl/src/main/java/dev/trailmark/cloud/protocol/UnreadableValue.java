package dev.trailmark.cloud.protocol;

import dev.trailmark.cloud.operation.ServiceException;

/**
 * How S3 refuses what it cannot read in a query or in a header as the kind of value that belongs
 * there.
 */
final class UnreadableValue {
  private UnreadableValue() {}

  /**
   * The refusal of a text. The size of an object made of parts has a code of its own and no further
   * fields; of a part's number that is none S3 was only seen to say so where it is out of range.
   *
   * @see <a href="https://github.com/versity/versitygw/issues/1398">What S3 answers to a wrong
   *     x-amz-mp-object-size</a>
   * @see <a href="https://github.com/basho/riak_cs/issues/945">What it answers to a wrong part
   *     number</a>
   */
  static ServiceException of(Member member, String text) {
    String name = member.wireName();
    return switch (name) {
      case "x-amz-mp-object-size" ->
          ProtocolError.INVALID_REQUEST.because("Value for %s header is invalid: '%s'", name, text);
      case "x-amz-object-lock-retain-until-date" ->
          argument(name, text, "The retain until date must be provided in ISO 8601 format");
      case "partNumber" ->
          argument(name, text, "Part number must be an integer between 1 and 10000, inclusive");
      default ->
          member.kind() == Member.Kind.INTEGER
              ? argument(name, text, "Provided " + name + " not an integer or within integer range")
              : named(ProtocolError.INVALID_ARGUMENT.fail(), name, text);
    };
  }

  private static ServiceException argument(String name, String text, String message) {
    return named(ProtocolError.INVALID_ARGUMENT.because("%s", message), name, text);
  }

  private static ServiceException named(ServiceException error, String name, String text) {
    return error.with("ArgumentName", name).with("ArgumentValue", text);
  }
}

package dev.trailmark.cloud.s3.object;

import dev.trailmark.cloud.s3.request.S3Error;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of an object that a read asks for.
 *
 * @param from first byte
 * @param length bytes
 * @param partial whether the answer is 206 rather than 200
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14">RFC 9110, section 14</a>
 */
record ByteRange(long from, long length, boolean partial) {
  private static final Pattern ONE = Pattern.compile("bytes=([0-9]*)-([0-9]*)");

  /**
   * The range of a header; what S3 does not take as one range means the whole object.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException InvalidRange when nothing is in it
   */
  static ByteRange of(String header, long size) {
    ByteRange whole = new ByteRange(0, size, false);
    Matcher match = header == null ? null : ONE.matcher(header);
    if (match == null || !match.matches()) {
      return whole;
    }
    String first = match.group(1);
    String last = match.group(2);
    if (first.isEmpty()) {
      return last.isEmpty() ? whole : suffix(header, number(last), size);
    }
    long from = number(first);
    long to = last.isEmpty() ? Long.MAX_VALUE : number(last);
    if (to < from) {
      return whole;
    }
    if (from >= size) {
      throw unsatisfiable(header, size);
    }
    return new ByteRange(from, Math.min(to, size - 1) - from + 1, true);
  }

  /** The value of Content-Range. */
  String contentRange(long size) {
    return "bytes " + from + "-" + (from + length - 1) + "/" + size;
  }

  private static ByteRange suffix(String header, long count, long size) {
    if (count == 0 || size == 0) {
      throw unsatisfiable(header, size);
    }
    long length = Math.min(count, size);
    return new ByteRange(size - length, length, true);
  }

  /** Numbers too large for a long are past every object's end. */
  private static long number(String digits) {
    return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  private static RuntimeException unsatisfiable(String header, long size) {
    return S3Error.INVALID_RANGE
        .fail()
        .with("RangeRequested", header)
        .with("ActualObjectSize", Long.toString(size));
  }
}

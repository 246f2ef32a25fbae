package dev.trailmark.cloud.auth;

import java.util.Arrays;

/**
 * The canonical query string: parameters decoded, encoded again in the one agreed way, sorted by
 * encoded name, then value; a parameter without {@code =} gets one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
final class CanonicalQuery {
  private static final int SORTED_IN_PLACE = 24;

  private final Bytes encoded = new Bytes(1024);
  private int[] starts = new int[16];
  private int[] nameEnds = new int[16];
  private int[] ends = new int[16];
  private int count;

  /**
   * Appends a raw query in canonical form.
   *
   * @param except a parameter to leave out, or {@code null}
   */
  void append(String rawQuery, String except, Bytes out) {
    read(rawQuery, except);
    int[] order = sorted();
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        out.append('&');
      }
      int parameter = order[i];
      out.append(encoded.array(), starts[parameter], nameEnds[parameter] - starts[parameter]);
      out.append('=');
      out.append(encoded.array(), nameEnds[parameter], ends[parameter] - nameEnds[parameter]);
    }
  }

  private void read(String rawQuery, String except) {
    encoded.reset();
    count = 0;
    int start = 0;
    while (start < rawQuery.length()) {
      int end = rawQuery.indexOf('&', start);
      end = end < 0 ? rawQuery.length() : end;
      int equals = rawQuery.indexOf('=', start);
      int nameEnd = equals < 0 || equals > end ? end : equals;
      if (end > start && !isExcept(rawQuery, start, nameEnd, except)) {
        add(rawQuery, start, nameEnd, end);
      }
      start = end + 1;
    }
  }

  private static boolean isExcept(String rawQuery, int start, int end, String except) {
    return except != null && end - start == except.length() && rawQuery.startsWith(except, start);
  }

  private void add(String rawQuery, int start, int nameEnd, int end) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      nameEnds = Arrays.copyOf(nameEnds, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
    }
    starts[count] = encoded.length();
    encode(rawQuery, start, nameEnd);
    nameEnds[count] = encoded.length();
    encode(rawQuery, Math.min(nameEnd + 1, end), end);
    ends[count] = encoded.length();
    count++;
  }

  private void encode(String text, int start, int end) {
    int i = start;
    while (i < end) {
      char c = text.charAt(i);
      int escaped = c == '%' ? QueryParameters.escape(text, i, end) : -1;
      if (escaped >= 0) {
        encoded.appendEncoded(escaped);
        i += 3;
      } else if (c == '+') {
        encoded.appendEncoded(' ');
        i++;
      } else {
        i += encoded.appendEncodedChar(text, i);
      }
    }
  }

  private int[] sorted() {
    int[] order = new int[count];
    if (count > SORTED_IN_PLACE) {
      Integer[] boxed = new Integer[count];
      Arrays.setAll(boxed, i -> i);
      Arrays.sort(boxed, this::compare);
      Arrays.setAll(order, i -> boxed[i]);
      return order;
    }
    for (int i = 0; i < count; i++) {
      int at = i;
      while (at > 0 && compare(order[at - 1], i) > 0) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = i;
    }
    return order;
  }

  private int compare(int one, int other) {
    int names = encoded.compareRanges(starts[one], nameEnds[one], starts[other], nameEnds[other]);
    return names != 0
        ? names
        : encoded.compareRanges(nameEnds[one], ends[one], nameEnds[other], ends[other]);
  }
}

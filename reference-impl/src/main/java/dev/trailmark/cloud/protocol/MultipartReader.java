package dev.trailmark.cloud.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Splits a multipart body into its parts while it arrives, in constant memory. Positioned before
 * the first part at first; each part is read to its end before the next one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2046#section-5.1">RFC 2046, multipart</a>
 */
final class MultipartReader {
  private static final int BUFFER = 1 << 16;
  private static final byte[] LINE_END = {'\r', '\n'};

  private final InputStream in;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private long consumed;

  /** The body cannot be split: it ends early, or a line is not one. */
  static final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message, null, false, false);
    }
  }

  MultipartReader(InputStream in, String boundary) {
    this.in = in;
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    // The first boundary may stand at the very beginning.
    System.arraycopy(LINE_END, 0, buffer, 0, 2);
    to = 2;
    consumed = -2;
  }

  /** Bytes of the body that have been used up. */
  long consumed() {
    return consumed;
  }

  /**
   * Goes to the next part.
   *
   * @return whether there is one
   */
  boolean next() throws IOException {
    while (read(new byte[1024], 0, 1024) >= 0) {
      // What stands before a boundary and was not read is no part's.
    }
    use(delimiter.length);
    require(2);
    if (buffer[from] == '-' && buffer[from + 1] == '-') {
      return false;
    }
    if (!line(256).isBlank()) {
      throw new MalformedException("a boundary is followed by text");
    }
    return true;
  }

  /**
   * A line of a part's head, without its end.
   *
   * @param longest how many bytes it may have
   */
  String line(int longest) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      require(2);
      if (buffer[from] == '\r' && buffer[from + 1] == '\n') {
        use(2);
        return line.toString(StandardCharsets.UTF_8);
      }
      if (line.size() == longest) {
        throw new MalformedException("a line is too long");
      }
      line.write(buffer[from]);
      use(1);
    }
  }

  /**
   * Reads on in the present part.
   *
   * @return -1 at its end
   */
  int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    require(delimiter.length);
    int end = delimiterWithin(length);
    int count = end < 0 ? Math.min(length, to - delimiter.length + 1 - from) : end - from;
    if (count == 0) {
      return -1;
    }
    System.arraycopy(buffer, from, bytes, offset, count);
    use(count);
    return count;
  }

  /** Reads what is left of the body, up to a bound, so that the connection can be used again. */
  void drain(long most) throws IOException {
    for (long left = most; left > 0; ) {
      int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (count < 0) {
        return;
      }
      left -= count;
    }
  }

  /** Where in the buffer the delimiter stands; -1 when it does not begin within the next bytes. */
  private int delimiterWithin(int length) {
    int last = Math.min(to - delimiter.length, from + length - 1);
    for (int i = from; i <= last; i++) {
      if (buffer[i] == '\r' && matches(i)) {
        return i;
      }
    }
    return -1;
  }

  private boolean matches(int at) {
    for (int i = 1; i < delimiter.length; i++) {
      if (buffer[at + i] != delimiter[i]) {
        return false;
      }
    }
    return true;
  }

  private void use(int count) {
    from += count;
    consumed += count;
  }

  /** Waits until that many bytes are there, and takes what else has arrived. */
  private void require(int count) throws IOException {
    while (to - from < count) {
      if (buffer.length - from < count || from == to) {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
      }
      int arrived = in.read(buffer, to, buffer.length - to);
      if (arrived < 0) {
        throw new MalformedException("the body ends within a part");
      }
      to += arrived;
    }
  }
}

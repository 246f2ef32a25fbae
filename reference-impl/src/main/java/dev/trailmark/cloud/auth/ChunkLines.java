package dev.trailmark.cloud.auth;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The lines between an aws-chunked body's data: chunk headers and trailing fields. */
final class ChunkLines {
  private static final int LONGEST = 1024;

  private final BufferedInputStream in;
  private final byte[] line = new byte[LONGEST];
  private int budget = 16 * LONGEST;

  ChunkLines(InputStream raw) {
    this.in = new BufferedInputStream(raw, 16 * 1024);
  }

  /** The stream to read data from. */
  InputStream data() {
    return in;
  }

  /** The next line of the trailer, without its CRLF; the trailer as a whole is bounded. */
  String next() throws IOException {
    String text = header();
    budget -= text.length() + 2;
    if (budget < 0) {
      throw new PayloadFailure(PayloadFaults.malformedTrailer());
    }
    return text;
  }

  /** The next line, without its CRLF. */
  String header() throws IOException {
    int length = 0;
    while (true) {
      int c = in.read();
      if (c < 0 || length == LONGEST) {
        throw incomplete();
      }
      if (c == '\n') {
        if (length == 0 || line[length - 1] != '\r') {
          throw incomplete();
        }
        return new String(line, 0, length - 1, StandardCharsets.ISO_8859_1);
      }
      line[length++] = (byte) c;
    }
  }

  /** Reads the CRLF that ends a chunk's data. */
  void endOfData() throws IOException {
    if (in.read() != '\r' || in.read() != '\n') {
      throw incomplete();
    }
  }

  /** Whether nothing follows. */
  boolean atEnd() throws IOException {
    in.mark(1);
    boolean end = in.read() < 0;
    in.reset();
    return end;
  }

  /** Reads so many bytes that nobody wants. */
  void skip(long size) throws IOException {
    try {
      in.skipNBytes(size);
    } catch (EOFException e) {
      throw incomplete();
    }
  }

  /** Reads whatever follows the empty line that ends the trailer, which means nothing to S3. */
  void skipRest() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  static PayloadFailure incomplete() {
    return new PayloadFailure(PayloadFaults.incompleteBody());
  }
}

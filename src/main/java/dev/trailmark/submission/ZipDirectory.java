package dev.trailmark.submission;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * Looks at the end of a zip before it is opened, because opening reads its whole directory into
 * memory (APPNOTE.TXT 4.3.16, "End of central directory record").
 */
final class ZipDirectory {

  private static final int SIGNATURE = 0x06054b50;
  private static final int RECORD = 22;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int ENTRIES = 10;
  private static final int LENGTH = 12;

  /** A name of 500 bytes and as much beside it, for each entry. */
  private static final long PER_ENTRY = 1_000;

  private ZipDirectory() {}

  /**
   * Refuses a zip with too many entries. Every place that may be the record counts, since a zip may
   * be made to have two; a directory of the 64-bit format says more than any limit.
   */
  static void requireSmall(Path file, int most) throws IOException {
    ByteBuffer tail = tail(file);
    for (int at = tail.limit() - RECORD; at >= 0; at--) {
      if (tail.getInt(at) == SIGNATURE) {
        int entries = Short.toUnsignedInt(tail.getShort(at + ENTRIES));
        long length = Integer.toUnsignedLong(tail.getInt(at + LENGTH));
        if (entries > most || length > most * PER_ENTRY) {
          throw new ZipException("more than %d entries".formatted(most));
        }
      }
    }
  }

  private static ByteBuffer tail(Path file) throws IOException {
    try (RandomAccessFile zip = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.min(zip.length(), RECORD + LONGEST_COMMENT)];
      zip.seek(zip.length() - bytes.length);
      zip.readFully(bytes);
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}

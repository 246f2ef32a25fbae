package dev.trailmark.integrity;

import dev.trailmark.evidence.MalformedEvidenceException;
import dev.trailmark.evidence.SourceFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** The unpacked content of small files. */
final class Fetched {

  private Fetched() {}

  /**
   * All of a file's content.
   *
   * @param opener begins to unpack the file, and bounds it
   * @throws MalformedEvidenceException if it cannot be unpacked, saying why
   * @throws IOException if it cannot be fetched
   */
  static byte[] all(SourceFile.Opener opener) throws IOException {
    try (InputStream content = opener.open()) {
      return content.readAllBytes();
    } catch (ZipException | EOFException e) {
      throw new MalformedEvidenceException("not a whole gzip file: " + e.getMessage(), e);
    }
  }
}

package dev.trailmark.evidence.paper;

import dev.trailmark.evidence.MalformedEvidenceException;
import dev.trailmark.evidence.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads a file of text, whatever it was saved by: UTF-8, UTF-16 as PowerShell's redirection and
 * Notepad write it, or Windows-1252; with or without a byte order mark; with any line ends.
 */
public final class SourceText {

  /** A long write-up with a log pasted into it has some hundred kilobytes. */
  public static final int LARGEST = 4 << 20;

  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private SourceText() {}

  /**
   * The text, with {@code \n} for line ends and without a byte order mark.
   *
   * @throws MalformedEvidenceException if it is too large, or no text
   * @throws IOException if it cannot be read
   */
  public static String read(SourceFile file) throws IOException {
    if (file.size() > LARGEST) {
      throw new MalformedEvidenceException(
          "%s: not read: text of more than 4 MiB; hand in what the lab asks for"
              .formatted(file.name()));
    }
    try (InputStream in = file.open()) {
      return decode(in.readAllBytes(), file.name());
    }
  }

  /**
   * The text of some bytes.
   *
   * @throws MalformedEvidenceException if they are no text
   */
  public static String decode(byte[] bytes, String name) {
    String text = text(bytes);
    if (text.indexOf('\0') >= 0) {
      throw new MalformedEvidenceException(
          name + ": not read: not text; hand in Markdown, plain text or JSON");
    }
    String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return unmarked.replace("\r\n", "\n").replace('\r', '\n');
  }

  private static String text(byte[] bytes) {
    if (starts(bytes, 0xFF, 0xFE)) {
      return new String(bytes, StandardCharsets.UTF_16LE);
    }
    if (starts(bytes, 0xFE, 0xFF)) {
      return new String(bytes, StandardCharsets.UTF_16BE);
    }
    // UTF-16 without a mark: every second byte of Western text is zero.
    if (bytes.length >= 4 && bytes[1] == 0 && bytes[3] == 0) {
      return new String(bytes, StandardCharsets.UTF_16LE);
    }
    if (bytes.length >= 4 && bytes[0] == 0 && bytes[2] == 0) {
      return new String(bytes, StandardCharsets.UTF_16BE);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, WINDOWS);
    }
  }

  private static boolean starts(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }
}

package dev.trailmark.report.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a file whole or not at all: into a temporary one beside it, which then takes its place.
 * Whoever reads meanwhile, or after a run that was broken off, finds the old file or the new one.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes a file's bytes. */
  @FunctionalInterface
  public interface Bytes {
    /** Writes all of them; the stream is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes a file's text. */
  @FunctionalInterface
  public interface Text {
    /** Writes all of it; the writer is closed by the caller. */
    void writeTo(Writer out) throws IOException;
  }

  /**
   * Writes a file; its directory is made when it is missing.
   *
   * @return the file
   * @throws IOException when it cannot be written; the old file is still there then
   */
  public static Path bytes(Path file, Bytes content) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    Path temporary = directory.resolve("." + file.getFileName() + ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
        content.writeTo(out);
      }
      move(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
    return file;
  }

  /** Writes a file of UTF-8 text; see {@link #bytes}. */
  public static Path text(Path file, Text content) throws IOException {
    return bytes(
        file,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          content.writeTo(writer);
          writer.flush();
        });
  }

  private static void move(Path temporary, Path file) throws IOException {
    try {
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}

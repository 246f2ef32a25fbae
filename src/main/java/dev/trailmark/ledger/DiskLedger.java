package dev.trailmark.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trailmark.grading.Ledger;
import dev.trailmark.grading.Result;
import dev.trailmark.marks.Rubric;
import dev.trailmark.report.format.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Results in a directory beside the marks, {@value #DIRECTORY}: a file for each submission and
 * attempt, replaced whole or not at all. One run at a time may have it. A mark tells whether the
 * last run came to its end; a file that cannot be read counts as none.
 */
public final class DiskLedger implements Ledger, AutoCloseable {
  /** The directory's name, hidden since nobody but the next run reads it. */
  public static final String DIRECTORY = ".ledger";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
          .build();
  private static final ObjectWriter WRITER = MAPPER.writerFor(KeptFile.class);
  private static final ObjectReader READER = MAPPER.readerFor(KeptFile.class);

  private final Path directory;
  private final FileChannel lock;
  private final Optional<Instant> since;

  private DiskLedger(Path directory, FileChannel lock, Instant now) throws IOException {
    this.directory = directory;
    this.lock = lock;
    this.since = begun();
    if (since.isEmpty()) {
      AtomicFile.text(mark(), out -> out.write(now.toString()));
    }
  }

  /**
   * Opens the ledger beside some marks; made when it is missing.
   *
   * @param marks the directory of the marks
   * @param now when this run begins
   * @throws LedgerException when another run has it, or it cannot be written
   */
  public static DiskLedger open(Path marks, Instant now) throws LedgerException {
    Path directory = marks.resolve(DIRECTORY);
    FileChannel channel = null;
    try {
      Files.createDirectories(directory);
      channel =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locked(channel)) {
        return new DiskLedger(directory, channel, now);
      }
      channel.close();
    } catch (IOException e) {
      closeQuietly(channel, e);
      throw new LedgerException(marks + ": cannot be written: " + e.getMessage(), e);
    }
    throw new LedgerException(
        marks + ": another run is grading into it; wait for its end, or choose another --out",
        null);
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock held = channel.tryLock();
      return held != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void closeQuietly(FileChannel channel, IOException fault) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      fault.addSuppressed(e);
    }
  }

  /** When the run began that was broken off; empty when the last one came to its end. */
  public Optional<Instant> brokenOffSince() {
    return since;
  }

  private Optional<Instant> begun() throws IOException {
    try {
      return Files.exists(mark())
          ? Optional.of(Instant.parse(Files.readString(mark()).strip()))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Result> find(String id, int attempt, Rubric rubric) {
    Path file = file(id, attempt);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      KeptFile kept = READER.readValue(file.toFile());
      return kept.isOf(id, attempt) ? Optional.of(kept.result(rubric)) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public void keep(Result result) {
    Path file = file(result.grade().id(), result.grade().handed().attempt());
    try {
      AtomicFile.bytes(file, out -> WRITER.writeValue(out, KeptFile.of(result)));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /** Notes that the run came to its end, and everyone was asked whom it meant to ask. */
  public void finish() throws LedgerException {
    try {
      Files.deleteIfExists(mark());
    } catch (IOException e) {
      throw new LedgerException(mark() + ": cannot be deleted: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws LedgerException {
    try {
      lock.close();
    } catch (IOException e) {
      throw new LedgerException(directory + ": cannot be closed: " + e.getMessage(), e);
    }
  }

  private Path mark() {
    return directory.resolve("running");
  }

  /** Short names may be anything, so a file is named by the hash of one. */
  private Path file(String id, int attempt) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return directory.resolve(HexFormat.of().formatHex(digest, 0, 16) + "-" + attempt + ".json");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

package dev.trailmark.submission;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Takes in zips, and zips in zips. Nothing is unpacked under an entry's name; only a zip inside a
 * zip goes to a temporary file, whose name is made up here. An entry that is a link is a file with
 * the link's text in it.
 */
final class ZipIntake implements AutoCloseable {

  /** What names are written in when nothing says UTF-8 (APPNOTE.TXT, appendix D). */
  private static final Charset OLD = Charset.forName("IBM437");

  private static final int COPY = 64 * 1024;

  private final Intake intake;
  private final List<ZipFile> open = new ArrayList<>();
  private final List<Path> temporary = new ArrayList<>();

  ZipIntake(Intake intake) {
    this.intake = intake;
  }

  /** Whether a file is a zip by its name. */
  static boolean isZip(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  /**
   * Takes in what a zip holds.
   *
   * @param file where it lies
   * @param name what messages call it, and what its entries' names begin with; empty for none
   * @param depth how many zips deep it is, from 1
   */
  void take(Path file, String name, int depth) throws IOException {
    if (depth > intake.limits().zips()) {
      intake.passOver(
          name, "not read: a zip %d zips deep; hand in the files themselves".formatted(depth - 1));
      return;
    }
    try {
      ZipDirectory.requireSmall(file, intake.limits().files());
      ZipFile zip = opened(file);
      open.add(zip);
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (intake.full()) {
          return;
        }
        if (!entry.isDirectory()) {
          take(zip, entry, name, depth);
        }
      }
    } catch (ZipException e) {
      intake.passOver(name.isEmpty() ? file.getFileName().toString() : name, reason(e));
    }
  }

  private static String reason(ZipException fault) {
    String message = String.valueOf(fault.getMessage());
    return message.contains("encrypted")
        ? "not read: locked with a password; hand it in without"
        : "not read: not a whole zip (%s); zip the files again".formatted(message);
  }

  private static ZipFile opened(Path file) throws IOException {
    try {
      return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
    } catch (ZipException e) {
      if (String.valueOf(e.getMessage()).contains("bad entry name")) {
        return new ZipFile(file.toFile(), OLD);
      }
      throw e;
    }
  }

  private void take(ZipFile zip, ZipEntry entry, String outer, int depth) throws IOException {
    String inner = entry.getName().replace('\\', '/');
    String name = outer.isEmpty() ? inner : outer + "/" + inner;
    if (Intake.litter(inner)) {
      return;
    }
    if (leadsOut(inner)) {
      intake.passOver(name, "not read: its path leads out of the zip; zip the files again");
    } else if (isZip(inner)) {
      takeInner(zip, entry, name, depth);
    } else {
      intake.take(name, Math.max(0, entry.getSize()), () -> zip.getInputStream(entry));
    }
  }

  private static boolean leadsOut(String name) {
    return name.startsWith("/")
        || name.matches("[A-Za-z]:.*")
        || List.of(name.split("/")).contains("..")
        || name.chars().anyMatch(Character::isISOControl);
  }

  private void takeInner(ZipFile zip, ZipEntry entry, String name, int depth) throws IOException {
    long size = Math.max(0, entry.getSize());
    if (!intake.roomFor(name, size) || !intake.claim(name, size)) {
      return;
    }
    Path copy = Files.createTempFile("trailmark-handover-", ".zip");
    temporary.add(copy);
    if (copied(zip, entry, copy, size)) {
      take(copy, name, depth + 1);
    } else {
      intake.passOver(name, "not read: it holds more than it says; zip the files again");
    }
  }

  private static boolean copied(ZipFile zip, ZipEntry entry, Path copy, long size)
      throws IOException {
    byte[] buffer = new byte[COPY];
    long left = size;
    try (InputStream from = zip.getInputStream(entry);
        OutputStream to = Files.newOutputStream(copy)) {
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        left -= count;
        if (left < 0) {
          return false;
        }
        to.write(buffer, 0, count);
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    IOException first = null;
    for (ZipFile zip : open) {
      first = attempt(zip::close, first);
    }
    for (Path file : temporary) {
      first = attempt(() -> Files.deleteIfExists(file), first);
    }
    if (first != null) {
      throw first;
    }
  }

  private static IOException attempt(Closing closing, IOException first) {
    try {
      closing.close();
      return first;
    } catch (IOException e) {
      return first == null ? e : first;
    }
  }

  private interface Closing {
    void close() throws IOException;
  }
}

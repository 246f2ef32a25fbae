package dev.trailmark.submission;

import dev.trailmark.evidence.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * What a student handed in: a folder, a zip or a single file, opened without trusting it. Links are
 * not followed, paths that lead out are refused, zips inside are opened to a bounded depth, and
 * nothing is read beyond the limits. Files are listed at once and read only when they are opened.
 */
public final class Handover implements AutoCloseable {

  private final Path place;
  private final ZipIntake zips;
  private final List<SourceFile> files;
  private final List<String> passedOver;

  private Handover(Path place, ZipIntake zips, List<SourceFile> files, List<String> passedOver) {
    this.place = place;
    this.zips = zips;
    this.files = files;
    this.passedOver = passedOver;
  }

  /**
   * Opens a folder, a zip or a file.
   *
   * @throws SubmissionException when it is not there, is a link, or cannot be read at all
   */
  public static Handover open(Path place) throws SubmissionException {
    return open(place, HandoverLimits.USUAL);
  }

  /** The same with other limits. */
  public static Handover open(Path place, HandoverLimits limits) throws SubmissionException {
    Intake intake = new Intake(limits);
    ZipIntake zips = new ZipIntake(intake);
    try {
      take(place, intake, zips);
      return new Handover(place, zips, intake.files(), intake.passedOver());
    } catch (IOException | SubmissionException | RuntimeException e) {
      closeQuietly(zips, e);
      if (e instanceof SubmissionException refused) {
        throw refused;
      }
      throw new SubmissionException(
          place + ": cannot be read: " + e.getMessage() + "; hand it in again", e);
    }
  }

  private static void take(Path place, Intake intake, ZipIntake zips)
      throws IOException, SubmissionException {
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      throw new SubmissionException(place + ": no such file or folder");
    }
    BasicFileAttributes attributes =
        Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    FolderIntake folder = new FolderIntake(intake, zips);
    if (attributes.isDirectory()) {
      folder.take(place);
    } else if (!attributes.isRegularFile()) {
      throw new SubmissionException(
          place + ": a link or no plain file; hand in the folder or zip itself");
    } else if (ZipIntake.isZip(place.getFileName().toString())) {
      if (intake.roomFor(place.getFileName().toString(), attributes.size())) {
        zips.take(place, "", 1);
      }
    } else {
      folder.take(place, place.getFileName().toString(), attributes.size());
    }
  }

  private static void closeQuietly(ZipIntake zips, Exception fault) {
    try {
      zips.close();
    } catch (IOException e) {
      fault.addSuppressed(e);
    }
  }

  /** Where it lies. */
  public Path place() {
    return place;
  }

  /** The files, by name; those in a zip have the zip's name before theirs. */
  public List<SourceFile> files() {
    return files;
  }

  /** What was not read and why, a line each, with the file's name first. */
  public List<String> passedOver() {
    return passedOver;
  }

  /** Closes the zips; the files can no longer be opened. */
  @Override
  public void close() throws IOException {
    zips.close();
  }
}

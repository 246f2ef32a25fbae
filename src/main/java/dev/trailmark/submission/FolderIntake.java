package dev.trailmark.submission;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;

/** Takes in a folder. Links are not followed, and only plain files are opened. */
final class FolderIntake {

  private final Intake intake;
  private final ZipIntake zips;

  FolderIntake(Intake intake, ZipIntake zips) {
    this.intake = intake;
    this.zips = zips;
  }

  void take(Path folder) throws IOException {
    Files.walkFileTree(
        folder, EnumSet.noneOf(java.nio.file.FileVisitOption.class), depth(), new Visitor(folder));
  }

  private int depth() {
    return intake.limits().depth();
  }

  /** Takes a file that lies on disk, which may be a zip. */
  void take(Path file, String name, long size) throws IOException {
    if (ZipIntake.isZip(name)) {
      if (intake.roomFor(name, size) && intake.claim(name, size)) {
        zips.take(file, name, 1);
      }
    } else {
      intake.take(name, size, () -> Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
    }
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private final Path folder;

    Visitor(Path folder) {
      this.folder = folder;
    }

    private String name(Path path) {
      return folder.relativize(path).toString().replace('\\', '/');
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return !directory.equals(folder) && Intake.litter(name(directory))
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String name = name(file);
      if (Intake.litter(name)) {
        return FileVisitResult.CONTINUE;
      }
      if (attributes.isSymbolicLink()) {
        intake.passOver(name, "not read: a symbolic link; hand in the file itself");
      } else if (attributes.isDirectory()) {
        intake.passOver(name, "not read: folders deeper than %d; flatten them".formatted(depth()));
      } else if (!attributes.isRegularFile()) {
        intake.passOver(name, "not read: no plain file");
      } else {
        FolderIntake.this.take(file, name, attributes.size());
      }
      return intake.full() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException fault) {
      intake.passOver(name(file), "cannot be read: " + fault.getClass().getSimpleName());
      return FileVisitResult.CONTINUE;
    }
  }
}

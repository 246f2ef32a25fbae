package dev.trailmark.cloud.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The steps towards durability whose order matters, in one place: a body is synced, then the
 * directory that names it, and only then the commit that refers to it. A test puts its own in to
 * see the order, or to make a step fail.
 */
interface Disk {
  /** Forces a file's content and length to the device. */
  void sync(FileChannel file) throws IOException;

  /** Forces a directory's entries to the device. */
  void syncDirectory(Path directory) throws IOException;

  /** Removes a file, if it is there. */
  void delete(Path file) throws IOException;

  /**
   * Called before the journal commits one transaction of that many commits; throwing prevents it.
   */
  void committing(int commits) throws IOException;

  /** Called when that transaction is durable. */
  void committed(int commits);

  /** The file system as it is. */
  static Disk real() {
    return new FileSystemDisk();
  }

  /** Forces nothing: for files that do not outlive the process. */
  static Disk temporary() {
    return new TemporaryDisk();
  }

  /** Every step taken. */
  class FileSystemDisk implements Disk {
    @Override
    public void sync(FileChannel file) throws IOException {
      file.force(true);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }

    @Override
    public void delete(Path file) throws IOException {
      Files.deleteIfExists(file);
    }

    @Override
    public void committing(int commits) throws IOException {
      // SQLite syncs its log itself.
    }

    @Override
    public void committed(int commits) {
      // Nothing follows.
    }
  }

  /** Files without syncs. */
  final class TemporaryDisk extends FileSystemDisk {
    @Override
    public void sync(FileChannel file) {
      // Lost with the process anyway.
    }

    @Override
    public void syncDirectory(Path directory) {
      // Lost with the process anyway.
    }
  }
}

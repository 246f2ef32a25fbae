package dev.trailmark.cloud.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** A directory that one server at a time owns: the journal, the bodies, and a lock. */
final class DataDirectory implements AutoCloseable {
  private static final String ANOTHER = "Choose another directory";

  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Takes possession of a directory, which is made, for its owner only, when it is not there.
   *
   * @throws DataDirectoryException when it is no directory, not writable, or in use
   */
  static DataDirectory open(Path path, Disk disk) throws IOException {
    Path directory = path.toAbsolutePath().normalize();
    create(directory, disk);
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new DataDirectoryException(
          directory, "is not writable", "Give this user the right to write there", e);
    }
    try {
      if (tryLock(channel) == null) {
        throw new DataDirectoryException(
            directory, "is in use by another server", "Stop that one, or choose another", null);
      }
      return new DataDirectory(directory, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static void create(Path directory, Disk disk) throws DataDirectoryException {
    if (Files.isDirectory(directory)) {
      return;
    }
    if (Files.exists(directory)) {
      throw new DataDirectoryException(directory, "is not a directory", ANOTHER, null);
    }
    try {
      Files.createDirectories(directory, ownerOnly("rwx------"));
      disk.syncDirectory(directory.getParent());
    } catch (IOException e) {
      throw new DataDirectoryException(directory, "cannot be created", ANOTHER, e);
    }
  }

  /** Rights for a new file or directory, where the file system has such. */
  static FileAttribute<?>[] ownerOnly(String rights) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this very process has it
    }
  }

  /**
   * The database's file, made for its owner only: it holds keys. SQLite gives its log the same
   * rights.
   */
  Path database() throws IOException {
    Path database = path.resolve("trailmark.db");
    if (!Files.exists(database)) {
      Files.createFile(database, ownerOnly("rw-------"));
    }
    return database;
  }

  /** The directory itself. */
  Path path() {
    return path;
  }

  /** Where bodies' files are, for their owner only. */
  Path bodies() throws IOException {
    return Files.createDirectories(path.resolve("blobs"), ownerOnly("rwx------"));
  }

  /** Syncs the names of the files that were made while opening. */
  void sync(Disk disk) throws IOException {
    disk.syncDirectory(path);
  }

  /** Says what a failure to read or open the database means for the directory. */
  DataDirectoryException explain(SQLException e) {
    if (e instanceof Journal.NewerSchemaException) {
      return new DataDirectoryException(
          path,
          "was written by a newer release (" + e.getMessage() + ")",
          "Use that release, or another directory",
          e);
    }
    int code = e.getErrorCode() & 0xFF;
    if (code == SQLiteErrorCode.SQLITE_NOTADB.code || code == SQLiteErrorCode.SQLITE_CORRUPT.code) {
      return new DataDirectoryException(
          path, "is corrupt", "Restore it from a copy, or choose another", e);
    }
    if (code == SQLiteErrorCode.SQLITE_READONLY.code
        || code == SQLiteErrorCode.SQLITE_CANTOPEN.code
        || code == SQLiteErrorCode.SQLITE_PERM.code) {
      return new DataDirectoryException(
          path, "is not writable", "Give this user the right to write there", e);
    }
    return new DataDirectoryException(
        path, "cannot be opened (" + e.getMessage() + ")", ANOTHER, e);
  }

  @Override
  public void close() throws IOException {
    lock.close(); // and with it the lock; the file stays, or two servers could each lock one of two
  }
}

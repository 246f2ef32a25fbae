package dev.trailmark.cloud.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * The file of a data directory with its master key: 32 bytes in base 64, for its owner only. Who
 * wants the key elsewhere moves the text into the environment and deletes the file.
 */
final class MasterKeyFile {
  private static final String NAME = "master.key";
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Path directory;
  private final Path file;
  private final Disk disk;

  MasterKeyFile(Path directory, Disk disk) {
    this.directory = directory;
    this.file = directory.resolve(NAME);
    this.disk = disk;
  }

  boolean exists() {
    return Files.exists(file);
  }

  /**
   * Reads the key.
   *
   * @throws DataDirectoryException when the file is open to others, cannot be read, or holds no key
   */
  MasterKey read() throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null && !OWNERS.containsAll(view.readAttributes().permissions())) {
      throw new DataDirectoryException(
          directory,
          "has a master key that others than its owner may use",
          "Take their rights away: chmod 600 " + file,
          null);
    }
    byte[] bytes = null;
    try {
      String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
      bytes = Base64.getDecoder().decode(text);
      return new MasterKey(bytes);
    } catch (IOException | IllegalArgumentException e) {
      throw new DataDirectoryException(
          directory,
          "has a file " + NAME + " that holds no readable master key",
          "Restore the file from a copy",
          null); // no cause: it could quote the text
    } finally {
      wipe(bytes);
    }
  }

  /** Makes a key and a file for it, which is on disk before anything is sealed. */
  MasterKey make() throws IOException {
    byte[] bytes = new Ids().secretBytes(MasterKey.LENGTH);
    byte[] text = Base64.getEncoder().encode(bytes);
    Path draft = directory.resolve(NAME + ".new");
    try {
      Files.deleteIfExists(draft);
      Files.createFile(draft, DataDirectory.ownerOnly("rw-------"));
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(text);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        disk.sync(channel);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      disk.syncDirectory(directory);
      return new MasterKey(bytes);
    } finally {
      wipe(bytes);
      wipe(text);
    }
  }

  private static void wipe(byte[] secret) {
    if (secret != null) {
      Arrays.fill(secret, (byte) 0);
    }
  }
}

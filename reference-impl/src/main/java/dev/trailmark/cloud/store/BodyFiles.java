package dev.trailmark.cloud.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Bodies as files, {@code xx/<id>} by the first two letters of their id. */
final class BodyFiles {
  private final Path directory;
  private final Disk disk;
  private final Set<Path> shelves = ConcurrentHashMap.newKeySet();

  BodyFiles(Path directory, Disk disk) {
    this.directory = directory;
    this.disk = disk;
  }

  /** Opens a new file for writing. */
  FileChannel create(String id) throws IOException {
    Path shelf = directory.resolve(id.substring(0, 2));
    if (!shelves.contains(shelf)) {
      Files.createDirectories(shelf);
      disk.syncDirectory(directory);
      shelves.add(shelf);
    }
    return FileChannel.open(
        shelf.resolve(id), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Makes a written file durable: its content first, then its name. */
  void sync(String id, FileChannel file) throws IOException {
    disk.sync(file);
    disk.syncDirectory(path(id).getParent());
  }

  /** Opens a file at an offset. */
  InputStream open(String id, long offset) throws IOException {
    try {
      FileChannel channel = FileChannel.open(path(id), StandardOpenOption.READ);
      channel.position(offset);
      return Channels.newInputStream(channel);
    } catch (NoSuchFileException e) {
      throw MemoryBody.missing(id);
    }
  }

  void delete(String id) throws IOException {
    disk.delete(path(id));
  }

  /** Removes what a crash left: files that no committed record names. */
  void sweep(Predicate<String> named) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> tree = Files.walk(directory, 2)) {
      files = tree.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      if (!named.test(file.getFileName().toString())) {
        disk.delete(file);
      }
    }
  }

  private Path path(String id) {
    return directory.resolve(id.substring(0, 2)).resolve(id);
  }
}

package dev.trailmark.cloud.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for what does not fit in memory, deleted at the end. */
final class TemporaryFiles implements AutoCloseable {
  private final Path directory;

  TemporaryFiles() {
    try {
      directory = Files.createTempDirectory("trailmark-"); // readable by its owner only
    } catch (IOException e) {
      throw new UncheckedIOException(
          "No temporary directory could be made; set java.io.tmpdir to a writable directory", e);
    }
  }

  Path directory() {
    return directory;
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> tree = Files.walk(directory)) {
      all = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}

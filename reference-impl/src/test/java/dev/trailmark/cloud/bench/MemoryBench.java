package dev.trailmark.cloud.bench;

import dev.trailmark.cloud.s3.S3Fixture;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Stores;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a record takes in memory that a simulator has read from its data directory: of an object, of
 * a version that is not current, of an upload. Run by {@code bench/memory}.
 */
public final class MemoryBench {
  private static final String BUCKET = "remembered";

  private MemoryBench() {}

  /** Measures in a directory, with so many records of each kind. */
  public static void main(String[] arguments) throws Exception {
    int size = Integer.parseInt(arguments[1]);
    for (Kind<?> kind : List.of(S3Kinds.OBJECT, S3Kinds.VERSION, S3Kinds.UPLOAD)) {
      Path directory = Files.createTempDirectory(Path.of(arguments[0]), "memory");
      fill(directory, kind, size);
      System.out.printf("%-12s%8d bytes each%n", kind.name(), read(directory, kind) / size);
    }
  }

  private static void fill(Path directory, Kind<?> kind, int size) throws Exception {
    try (S3Fixture cloud = new S3Fixture(Stores.onDisk(directory.resolve("data")))) {
      new FilledBucket(cloud, BUCKET, size).fill(kind, i -> true);
    }
  }

  private static long read(Path directory, Kind<?> kind) throws Exception {
    long before = held();
    try (Store store = Stores.onDisk(directory.resolve("data"))) {
      store.state().range(kind, "");
      return held() - before;
    }
  }

  /** Bytes that are still there after a whole collection. */
  private static long held() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}

package dev.trailmark.cloud.s3.replication;

import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a replica takes beside a PutObject, with a data directory: small objects are put one after
 * the other by the SDK's client, then all of them are replicated. Run by {@code bench/replicas}.
 */
public final class ReplicaBench {
  private static final int WARM_UP = 300;
  private static final int MEASURED = 1_000;
  private static final String TEXT = "x".repeat(1_024);

  private ReplicaBench() {}

  /** Measures in a directory. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory(Path.of(arguments[0]), "replicas");
    Store store = Stores.onDisk(directory.resolve("data"));
    try (ReplicationCloud cloud = new ReplicationCloud(store)) {
      String source = cloud.bucket(cloud.east);
      cloud.replicate(source, cloud.bucket(cloud.west));
      run(cloud, source, "warm", WARM_UP);
      run(cloud, source, "measured", MEASURED);
    }
  }

  private static void run(ReplicationCloud cloud, String source, String prefix, int size) {
    long begun = System.nanoTime();
    for (int i = 0; i < size; i++) {
      cloud.put(source, prefix + i, TEXT);
    }
    long put = System.nanoTime();
    cloud.settle();
    long replicated = System.nanoTime();
    for (int i : new int[] {0, size - 1}) {
      if (!"COMPLETED".equals(cloud.status(cloud.east, source, prefix + i))) {
        throw new IllegalStateException(prefix + i + " was not replicated");
      }
    }
    double each = (put - begun) / 1e6 / size;
    double replica = (replicated - put) / 1e6 / size;
    System.out.printf(
        Locale.ROOT,
        "%-10s PutObject %.2f ms, replica %.2f ms, ratio %.2f%n",
        prefix,
        each,
        replica,
        replica / each);
  }
}

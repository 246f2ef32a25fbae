package dev.trailmark.cloud.store;

import java.io.IOException;
import java.nio.file.Path;

/** The stores that must behave alike. */
enum StoreConfiguration {
  MEMORY {
    @Override
    Store open(Path directory, Stores.Builder builder) {
      return builder.inMemory();
    }
  },
  DISK {
    @Override
    Store open(Path directory, Stores.Builder builder) throws IOException {
      return builder.onDisk(directory.resolve("data"));
    }
  },
  REOPENED_DISK {
    @Override
    Store open(Path directory, Stores.Builder builder) throws IOException {
      return builder.onDisk(directory.resolve("data"));
    }

    @Override
    Store reopened(Store store, Path directory) throws IOException {
      store.close();
      return Stores.onDisk(directory.resolve("data"));
    }
  };

  abstract Store open(Path directory, Stores.Builder builder) throws IOException;

  /** Gives the store as it would be after the process had ended and begun again. */
  Store reopened(Store store, Path directory) throws IOException {
    return store;
  }
}

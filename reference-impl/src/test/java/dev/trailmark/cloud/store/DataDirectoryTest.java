package dev.trailmark.cloud.store;

import static dev.trailmark.cloud.store.StoreKit.THINGS;
import static dev.trailmark.cloud.store.StoreKit.put;
import static dev.trailmark.cloud.store.StoreKit.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path temp;

  private void assertRefused(Path directory, String problem) {
    assertThatThrownBy(() -> Stores.onDisk(directory))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining(directory.toString())
        .hasMessageContaining(problem);
  }

  @Test
  void aNewDirectoryIsForItsOwnerOnly() throws IOException {
    Path directory = temp.resolve("a/b");
    Stores.onDisk(directory).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
  }

  @Test
  void theDatabaseIsForItsOwnerOnlyInADirectoryThatWasThere() throws IOException {
    try (Store store = Stores.onDisk(temp)) {
      put(store, "a", thing("a"));
      for (String file : new String[] {"trailmark.db", "trailmark.db-wal"}) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve(file))))
            .as(file)
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void aSecondServerIsRefusedWhileTheFirstRuns() throws IOException {
    Store first = Stores.onDisk(temp);

    assertRefused(temp, "is in use by another server");
    first.close();
    Stores.onDisk(temp).close();
  }

  @Test
  void aFileIsNoDataDirectory() throws IOException {
    assertRefused(Files.writeString(temp.resolve("file"), "text"), "is not a directory");
  }

  @Test
  void aDirectoryWithoutWriteAccessIsRefused() throws IOException {
    Path directory = Files.createDirectory(temp.resolve("locked"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-x------"));
    assumeThat(Files.isWritable(directory)).as("runs as a user whom permissions bind").isFalse();

    assertRefused(directory, "is not writable");
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws IOException {
    Files.writeString(temp.resolve("trailmark.db"), "This is no database at all. ".repeat(500));

    assertRefused(temp, "is corrupt");
    Files.delete(temp.resolve("trailmark.db"));
    Stores.onDisk(temp).close();
  }

  @Test
  void aTruncatedDatabaseIsRefused() throws Exception {
    try (Store store = Stores.onDisk(temp)) {
      for (int i = 0; i < 500; i++) {
        put(store, "key/" + i, thing("thing " + i));
      }
    }
    Path database = temp.resolve("trailmark.db");
    byte[] bytes = Files.readAllBytes(database);
    Files.write(database, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    assertRefused(temp, "is corrupt");
  }

  @Test
  void aDirectoryOfANewerReleaseIsRefusedAndLeftAsItIs() throws Exception {
    try (Store store = Stores.onDisk(temp)) {
      put(store, "a", thing("a"));
    }
    setVersion(99);
    assertRefused(temp, "was written by a newer release");
    setVersion(Journal.SCHEMA_VERSION);

    try (Store store = Stores.onDisk(temp)) {
      assertThat(store.state().get(THINGS, "a")).isNotNull();
    }
  }

  private void setVersion(int version) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("trailmark.db"));
        var sql = connection.createStatement()) {
      sql.execute("pragma user_version = " + version);
    }
  }
}

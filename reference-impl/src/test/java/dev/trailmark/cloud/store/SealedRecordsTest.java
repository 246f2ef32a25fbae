package dev.trailmark.cloud.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a data directory tells whoever reads its files, and what opens it again. */
class SealedRecordsTest {
  private record Hidden(String word) {}

  private static final Kind<Hidden> HIDDEN = Kind.secret("test.hidden", Hidden.class);

  /** A kind that the release before kept as it was. */
  private static final Kind<Hidden> ONCE_PLAIN = Kind.secret("kms.material", Hidden.class);

  private static final String WORD = "open-sesame-open-sesame";
  private static final byte[] KEY = key(1);

  @TempDir Path directory;

  private static byte[] key(int seed) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) seed);
    return key;
  }

  private static void put(Store store, Kind<Hidden> kind, String key, String word) {
    store
        .stage(
            "test",
            tx -> {
              tx.put(kind, key, new Hidden(word));
              return null;
            })
        .commit(List.of())
        .join();
  }

  private Store opened() throws IOException {
    return Stores.onDisk(directory);
  }

  private Store opened(byte[] key) throws IOException {
    return Stores.builder().masterKey(key).onDisk(directory);
  }

  private boolean anyFileHolds(String text) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), ISO_8859_1).contains(text)) {
          return true;
        }
      }
      return false;
    }
  }

  private void sql(String statement, Object... values) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("trailmark.db"));
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        prepared.setObject(i + 1, values[i]);
      }
      prepared.executeUpdate();
    }
  }

  @Test
  void secretRecordsComeBackAndNoFileHoldsThemInTheClear() throws IOException {
    try (Store store = opened()) {
      put(store, HIDDEN, "a", WORD);
      assertThat(anyFileHolds(WORD)).as("while the server runs").isFalse();
    }
    assertThat(anyFileHolds(WORD)).as("after it ended").isFalse();

    try (Store store = opened()) {
      assertThat(store.state().get(HIDDEN, "a").word()).isEqualTo(WORD);
    }
  }

  @Test
  void recordsWithoutSecretsStayLegible() throws IOException {
    try (Store store = opened()) {
      put(store, new Kind<>("test.open", Hidden.class), "a", WORD);
    }
    assertThat(anyFileHolds(WORD)).isTrue();
  }

  @Test
  void theMadeKeyIsForItsOwnerOnlyAndWorksFromTheEnvironmentToo() throws IOException {
    try (Store store = opened()) {
      put(store, HIDDEN, "a", WORD);
    }
    Path file = directory.resolve("master.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    byte[] key = Base64.getDecoder().decode(Files.readString(file));
    Files.delete(file);

    try (Store store = opened(key)) {
      assertThat(store.state().get(HIDDEN, "a").word()).isEqualTo(WORD);
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void aGivenKeyIsWrittenNowhere() throws IOException {
    opened(KEY).close();

    assertThat(directory.resolve("master.key")).doesNotExist();
    assertThat(anyFileHolds(new String(KEY, ISO_8859_1))).isFalse();
    assertThat(anyFileHolds(Base64.getEncoder().encodeToString(KEY))).isFalse();
  }

  @Test
  void aWrongOrMissingKeyIsRefusedAndNothingIsLost() throws IOException {
    try (Store store = opened(KEY)) {
      put(store, HIDDEN, "a", WORD);
    }

    assertThatThrownBy(this::opened)
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining(directory.toString())
        .hasMessageContaining("its master key is missing")
        .hasMessageContaining("TRAILMARK_MASTER_KEY");
    assertThat(directory.resolve("master.key")).doesNotExist();
    assertThatThrownBy(() -> opened(key(2)))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("another master key than the given one");
    Files.writeString(
        Files.createFile(
            directory.resolve("master.key"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
        Base64.getEncoder().encodeToString(key(3)));
    assertThatThrownBy(this::opened)
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("another master key than that in master.key");

    try (Store store = opened(KEY)) {
      assertThat(store.state().get(HIDDEN, "a").word()).isEqualTo(WORD);
    }
  }

  @Test
  void aKeyThatOthersMayReadIsRefused() throws IOException {
    opened().close();
    Path file = directory.resolve("master.key");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(this::opened)
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("chmod 600 " + file);
  }

  @Test
  void aFileThatHoldsNoKeyIsRefusedWithoutQuotingIt() throws IOException {
    opened().close();
    Files.writeString(directory.resolve("master.key"), "c2hvcnQ=");

    assertThatThrownBy(this::opened)
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("holds no readable master key")
        .hasMessageNotContaining("c2hvcnQ=")
        .hasNoCause();
  }

  @Test
  void whatAnEarlierReleaseKeptInTheClearIsSealedOnTheFirstStart() throws Exception {
    opened(KEY).close();
    sql("delete from record");
    sql("pragma user_version = 1");
    for (int i = 0; i < 50; i++) {
      sql(
          "insert into record values (?, ?, ?)",
          "kms.material",
          "key" + i,
          ("{\"word\":\"" + WORD + i + "\"}").getBytes(UTF_8));
    }
    assertThat(anyFileHolds(WORD)).isTrue();

    try (Store store = opened(key(2))) {
      assertThat(anyFileHolds(WORD)).as("in the files, from the start").isFalse();
      assertThat(store.state().get(ONCE_PLAIN, "key7").word()).isEqualTo(WORD + 7);
    }
    try (Store store = opened(key(2))) {
      assertThat(store.state().range(ONCE_PLAIN, "")).hasSize(50);
    }
  }

  @Test
  void aSealedRowStandsForNoOtherRecordAndNoPlainOneForASealed() throws Exception {
    try (Store store = opened(KEY)) {
      put(store, HIDDEN, "a", WORD);
      put(store, HIDDEN, "b", "another");
    }
    sql(
        "update record set json = (select json from record where key = 'a')"
            + " where kind = 'test.hidden' and key = 'b'");
    try (Store store = opened(KEY)) {
      assertThatThrownBy(() -> store.state().get(HIDDEN, "b"))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("test.hidden b cannot be opened");
    }
    sql(
        "update record set json = ? where kind = 'test.hidden' and key = 'b'",
        (Object) "{\"word\":\"mine\"}".getBytes(UTF_8));
    try (Store store = opened(KEY)) {
      assertThatThrownBy(() -> store.state().get(HIDDEN, "b"))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("cannot be opened");
    }
  }

  @Test
  void theSameSecretIsNeverSealedToTheSameBytes() throws IOException {
    MasterKey master = new MasterKey(KEY);
    byte[] once = master.seal("kind", "key", WORD.getBytes(UTF_8));

    assertThat(master.seal("kind", "key", WORD.getBytes(UTF_8))).isNotEqualTo(once);
    assertThat(master.open("kind", "key", once)).isEqualTo(WORD.getBytes(UTF_8));
    assertThatThrownBy(() -> master.open("kin", "dkey", once)).isInstanceOf(IOException.class);
    for (int i = 0; i < once.length; i++) {
      byte[] changed = once.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> master.open("kind", "key", changed))
          .as("byte %d changed", i)
          .isInstanceOf(IOException.class);
      byte[] shorter = Arrays.copyOf(once, i);
      assertThatThrownBy(() -> master.open("kind", "key", shorter))
          .as("cut to %d bytes", i)
          .isInstanceOf(IOException.class);
    }
  }
}

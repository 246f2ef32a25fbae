package dev.trailmark.cloud.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/**
 * Finds the master key of a data directory and proves it, before anything is read or written with
 * it. The journal has a sealed record that tells the right key from a wrong one. A journal without
 * it is new, or of the release that sealed nothing; then what is secret is sealed now.
 */
final class Unlocking {
  private static final String KIND = "store.master-key";
  private static final String KEY = "check";
  private static final byte[] TEXT = "{}".getBytes(StandardCharsets.US_ASCII);

  /** Kinds with secrets that schema version 1 kept as they are. */
  private static final Set<String> ONCE_PLAIN =
      Set.of(
          "kms.material",
          "kms.import",
          "kms.grant",
          "kms.keystore",
          "kms.cluster",
          "iam.key",
          "iam.session",
          "iam.login",
          "s3.service-key",
          "cloudtrail.signing-key");

  private final Path directory;
  private final Journal journal;
  private final MasterKeyFile file;

  Unlocking(Path directory, Journal journal, Disk disk) {
    this.directory = directory;
    this.journal = journal;
    this.file = new MasterKeyFile(directory, disk);
  }

  /**
   * The directory's key.
   *
   * @param given the key that the operator gave; {@code null} for the one in the directory
   * @throws DataDirectoryException when it is missing or another one; nothing was changed then
   */
  MasterKey unlock(MasterKey given) throws IOException, SQLException {
    byte[] check = journal.record(KIND, KEY);
    if (check == null) {
      MasterKey key = given != null ? given : file.exists() ? file.read() : file.make();
      adopt(key);
      return key;
    }
    if (given == null && !file.exists()) {
      throw new DataDirectoryException(
          directory,
          "is encrypted and its master key is missing",
          "Put the file master.key back, or set TRAILMARK_MASTER_KEY to the key",
          null);
    }
    MasterKey key = given != null ? given : file.read();
    try {
      key.open(KIND, KEY, check);
    } catch (IOException e) {
      throw new DataDirectoryException(
          directory,
          "is encrypted under another master key than "
              + (given == null ? "that in master.key" : "the given one"),
          given == null
              ? "Restore the file from a copy, or set TRAILMARK_MASTER_KEY"
              : "Set TRAILMARK_MASTER_KEY to its own, or unset it to use the file master.key",
          e);
    }
    return key;
  }

  private void adopt(MasterKey key) throws SQLException {
    Map<String, Map<String, byte[]>> plain = journal.records();
    plain.keySet().retainAll(ONCE_PLAIN);
    plain.forEach((kind, rows) -> rows.replaceAll((at, json) -> sealed(key, kind, at, json)));
    journal.seal(plain, KIND, KEY, key.seal(KIND, KEY, TEXT));
  }

  private static byte[] sealed(MasterKey key, String kind, String at, byte[] row) {
    return MasterKey.isSealed(row) ? row : key.seal(kind, at, row);
  }
}

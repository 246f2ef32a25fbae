package dev.trailmark.cli;

import dev.trailmark.evidence.MalformedEvidenceException;
import dev.trailmark.integrity.KeySource;
import dev.trailmark.integrity.PublicKeys;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The file that {@code --public-keys} names: what {@code aws cloudtrail list-public-keys} prints.
 */
final class PublicKeysFile {
  private static final long LIMIT = 4 << 20;

  private PublicKeysFile() {}

  /** Reads the file, or ends the command with what is wrong with it. */
  static KeySource read(Path file) {
    try {
      if (Files.size(file) > LIMIT) {
        throw CliException.usage(file + ": too large for a list of public keys");
      }
      return PublicKeys.parse(Files.readString(file), file.toString());
    } catch (NoSuchFileException e) {
      throw CliException.usage(file + ": no such file");
    } catch (CharacterCodingException e) {
      throw CliException.usage(file + ": not UTF-8");
    } catch (IOException e) {
      throw CliException.usage(file + ": cannot be read: " + e.getMessage());
    } catch (MalformedEvidenceException e) {
      throw CliException.usage(e.getMessage());
    }
  }
}

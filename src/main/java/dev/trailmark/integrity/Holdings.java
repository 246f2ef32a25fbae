package dev.trailmark.integrity;

import dev.trailmark.evidence.MalformedEvidenceException;
import dev.trailmark.evidence.SourceFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/** The digest and log files that there are to check, wherever they lie. */
public interface Holdings {

  /**
   * A digest file.
   *
   * @param place where it is; for a file that was handed in, where it says that it was
   * @param name what the key says
   */
  record ListedDigest(Place place, ObjectName name) {}

  /**
   * A digest file's content.
   *
   * @param file where it was read
   * @param content the unpacked bytes
   * @param signature what is said to be its signature, in hexadecimal; empty when nothing is
   * @param generated when it was made, if that is known and was not at its end
   */
  record HeldDigest(
      String file, byte[] content, Optional<String> signature, Optional<Instant> generated) {}

  /**
   * A log file.
   *
   * @param file where it was read
   * @param hash SHA-256 of its content; empty when it cannot be unpacked
   * @param fault why it cannot be unpacked; empty when it can
   */
  record HeldLog(String file, String hash, String fault) {

    /**
     * Hashes a file's content.
     *
     * @param opener begins to unpack the file
     * @throws IOException if it cannot be fetched
     */
    static HeldLog read(String file, SourceFile.Opener opener) throws IOException {
      try (InputStream content = opener.open()) {
        return new HeldLog(file, Sha256.of(content), "");
      } catch (ZipException | EOFException e) {
        return new HeldLog(file, "", "not a whole gzip file: " + e.getMessage());
      }
    }
  }

  /** How large a log file may be, unpacked; CloudTrail's have some megabytes. */
  long LOG_LIMIT = 4L << 30;

  /**
   * A log file that is there, whether a digest names it or not.
   *
   * @param file where it is, as {@link HeldLog} names it
   * @param name what its name says; empty when it says nothing
   */
  record ListedLog(String file, Optional<ObjectName> name) {}

  /** The digests that are there, in any order. */
  List<ListedDigest> digests();

  /**
   * Reads a digest; several when more than one file says that it is this one.
   *
   * @return empty when it is not there
   * @throws MalformedEvidenceException if it cannot be unpacked, saying why
   */
  List<HeldDigest> digest(Place place);

  /**
   * Reads and hashes the log file that a digest names.
   *
   * @return its copies; empty when it is not there
   */
  List<HeldLog> log(Digest.Log log);

  /** The log files that are there, in any order. */
  List<ListedLog> logs();

  /** Verdicts on files that should be digests and of which nobody knows which. */
  default List<Verdict> strays() {
    return List.of();
  }

  /**
   * Whether this is all that CloudTrail delivered unless somebody took something away, as a bucket
   * is; a student hands in a part.
   */
  boolean complete();
}

package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.store.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A log file: {@code {"Records":[…]}} in one line.
 *
 * @param gzipped the object's bytes
 * @param hash hexadecimal SHA-256 of the content, unpacked
 * @param oldest time of the earliest event
 * @param newest time of the latest event
 */
record LogFile(byte[] gzipped, String hash, Instant oldest, Instant newest) {

  /** The file of some events, of which there is one at least. */
  static LogFile of(List<Event> events) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
    MessageDigest sha256 = Hashes.sha256();
    try (OutputStream out = new DigestOutputStream(Gzip.into(bytes), sha256)) {
      out.write("{\"Records\":[".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < events.size(); i++) {
        if (i > 0) {
          out.write(',');
        }
        out.write(events.get(i).record());
      }
      out.write("]}".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("a log in memory could not be written", e);
    }
    List<Instant> times = events.stream().map(Event::time).sorted().toList();
    return new LogFile(
        bytes.toByteArray(),
        HexFormat.of().formatHex(sha256.digest()),
        times.get(0),
        times.get(times.size() - 1));
  }
}

package dev.trailmark.lab.paper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/**
 * Which lines of a write-up are the lab's own instructions. Students write between them, so the
 * lab's examples (its bucket, its account, what the page should say) would otherwise count as
 * theirs. Kept as the hashes of the instructions' lines, because the text is not ours to publish.
 */
final class LabText {

  private static final int BYTES = 8;
  private static final Set<String> LINES = load();

  private LabText() {}

  /** Whether a line is the lab's own; case, markup, spaces and list numbers do not matter. */
  static boolean has(String line) {
    String plain = normal(line);
    return plain.isEmpty() || LINES.contains(hash(plain));
  }

  /** What a line is hashed as. */
  static String normal(String line) {
    return line.toLowerCase(Locale.ROOT)
        .replace('’', '\'')
        .replaceFirst("^[\\s>#*_-]*(?:\\d{1,2}[.)])?[\\s*_]*", "")
        .replaceAll("[\\s*_`]+", " ")
        .strip();
  }

  /** The first eight bytes of the SHA-256 of a normal line, in hexadecimal. */
  static String hash(String normal) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(normal.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Set<String> load() {
    try (InputStream in = LabText.class.getResourceAsStream("/dev/trailmark/lab/instructions.txt");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      Set<String> hashes = new HashSet<>();
      reader.lines().filter(line -> !line.startsWith("#")).forEach(hashes::add);
      return Set.copyOf(hashes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.trailmark.integrity;

import dev.trailmark.evidence.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The signatures of digests that were handed in. They are in the metadata of the S3 object, which a
 * download does not keep; so they come in a file of their own, whose name begins as the digest's
 * does: {@code DIGEST.json.gz.sig} with the signature alone, or what {@code aws s3api head-object},
 * {@code get-object} or {@code curl -I} print. It need not be trusted: a signature holds or not.
 */
final class Signatures {

  private static final int LIMIT = 64 << 10;
  private static final String HEX = "([0-9a-fA-F]{128,2048})";
  private static final Pattern ALONE = Pattern.compile("\\s*" + HEX + "\\s*");
  private static final Pattern NAMED =
      Pattern.compile("(?i)\"?(?:x-amz-meta-)?signature\"?\\s*[:=]\\s*\"?" + HEX);
  private static final Pattern GENERATED =
      Pattern.compile("(?i)backfill-generation-timestamp\"?\\s*[:=]\\s*\"?([0-9T:.Z+-]+)");

  /** Texts by the name of the file that they were in. */
  private final TreeMap<String, String> texts = new TreeMap<>();

  /** Keeps a file, if it may be a signature. */
  void take(SourceFile file) throws IOException {
    String name = HandedFiles.simpleName(file);
    if (name.contains("_CloudTrail-Digest_") && file.size() <= LIMIT) {
      try (InputStream content = file.open()) {
        texts.putIfAbsent(name, new String(content.readNBytes(LIMIT), StandardCharsets.ISO_8859_1));
      }
    }
  }

  /** The signature handed in with a digest. */
  Optional<String> of(SourceFile digest) {
    return with(digest).flatMap(text -> signature(text).stream()).findFirst();
  }

  private static Optional<String> signature(String text) {
    Matcher alone = ALONE.matcher(text);
    Matcher named = NAMED.matcher(text);
    return alone.matches()
        ? Optional.of(alone.group(1))
        : named.find() ? Optional.of(named.group(1)) : Optional.empty();
  }

  /** When a digest was made afterwards, if what was handed in with it says so. */
  Optional<Instant> generated(SourceFile digest) {
    return with(digest)
        .map(GENERATED::matcher)
        .filter(Matcher::find)
        .flatMap(found -> time(found.group(1)).stream())
        .findFirst();
  }

  /** What files hold whose names begin as the digest's, without its endings. */
  private Stream<String> with(SourceFile digest) {
    String stem = HandedFiles.simpleName(digest).replaceFirst("\\.json(\\.gz)?$", "") + ".";
    return texts.tailMap(stem).entrySet().stream()
        .takeWhile(entry -> entry.getKey().startsWith(stem))
        .map(Map.Entry::getValue);
  }

  /** Reads a time as the metadata has it, or nothing. */
  static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}

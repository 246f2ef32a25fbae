package dev.trailmark.integrity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trailmark.evidence.MalformedEvidenceException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads digest files strictly: what is signed must mean one thing only, so repeated members, text
 * after the end, and members of the wrong kind are refused. Members that nobody knows are passed
 * over, since AWS may add some.
 */
final class DigestReader {

  /** How large a digest may be, unpacked: some 150,000 log files in an hour. */
  static final int LIMIT = 64 << 20;

  private static final int TEXT_LIMIT = 64 << 10;
  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");
  private static final Pattern HEX = Pattern.compile("(?:[0-9a-fA-F]{2})+");

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(20)
                          .maxStringLength(TEXT_LIMIT)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode json;

  private DigestReader(JsonNode json) {
    this.json = json;
  }

  /**
   * Reads a digest.
   *
   * @param content the unpacked file
   * @throws MalformedEvidenceException saying what is wrong, without the file's name
   */
  static Digest read(byte[] content) {
    try {
      JsonNode json = JSON.readTree(content);
      if (json == null || !json.isObject()) {
        throw new MalformedEvidenceException("it is no JSON object");
      }
      return new DigestReader(json).digest(Sha256.of(content));
    } catch (JsonProcessingException e) {
      throw new MalformedEvidenceException(
          "it is not JSON at line %d, column %d: %s"
              .formatted(
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getLocation() == null ? 1 : e.getLocation().getColumnNr(),
                  firstLine(e.getOriginalMessage())),
          e);
    } catch (IOException e) {
      throw new MalformedEvidenceException("it is not JSON: " + e.getMessage(), e);
    }
  }

  private Digest digest(String hash) {
    Place place = new Place(text(json, "digestS3Bucket"), text(json, "digestS3Object"));
    ObjectName name = digestName("digestS3Object", place.key());
    require("digestSignatureAlgorithm", text(json, "digestSignatureAlgorithm"), "SHA256withRSA");
    String end = text(json, "digestEndTime");
    return new Digest(
        place,
        name,
        time("digestStartTime", text(json, "digestStartTime")),
        time("digestEndTime", end),
        end,
        text(json, "digestPublicKeyFingerprint"),
        previous(),
        logs(),
        hash);
  }

  /** A chain begins with a digest whose members about the one before are all null. */
  private Optional<Digest.Previous> previous() {
    Optional<String> bucket = orNull("previousDigestS3Bucket");
    Optional<String> key = orNull("previousDigestS3Object");
    Optional<String> hash = orNull("previousDigestHashValue");
    Optional<String> signature = orNull("previousDigestSignature");
    Optional<String> algorithm = orNull("previousDigestHashAlgorithm");
    if (List.of(bucket, key, hash, signature).stream().allMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    if (List.of(bucket, key, hash, signature).stream().anyMatch(Optional::isEmpty)) {
      throw new MalformedEvidenceException("some of previousDigest… are null and some are not");
    }
    require("previousDigestHashAlgorithm", algorithm.orElse("null"), "SHA-256");
    digestName("previousDigestS3Object", key.get());
    String hex = matching("previousDigestSignature", signature.get(), HEX);
    return Optional.of(
        new Digest.Previous(
            new Place(bucket.get(), key.get()), hash("previousDigestHashValue", hash.get()), hex));
  }

  private List<Digest.Log> logs() {
    JsonNode files = json.path("logFiles");
    if (!files.isArray()) {
      throw new MalformedEvidenceException("logFiles is no array");
    }
    List<Digest.Log> logs = new ArrayList<>();
    for (JsonNode file : files) {
      require("hashAlgorithm", text(file, "hashAlgorithm"), "SHA-256");
      logs.add(
          new Digest.Log(
              new Place(text(file, "s3Bucket"), text(file, "s3Object")),
              hash("hashValue", text(file, "hashValue"))));
    }
    return List.copyOf(logs);
  }

  private static ObjectName digestName(String member, String key) {
    return ObjectName.ofKey(key)
        .filter(ObjectName::digest)
        .orElseThrow(
            () -> new MalformedEvidenceException(member + " is not the key of a digest file"));
  }

  private Optional<String> orNull(String member) {
    return json.path(member).isNull() ? Optional.empty() : Optional.of(text(json, member));
  }

  private static String text(JsonNode node, String member) {
    JsonNode value = node.path(member);
    if (!value.isTextual() || value.asText().isEmpty()) {
      throw new MalformedEvidenceException(member + " is missing or no text");
    }
    return value.asText();
  }

  private static Instant time(String member, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new MalformedEvidenceException(member + " is no time: " + brief(text), e);
    }
  }

  private static String hash(String member, String text) {
    return matching(member, text, HASH).toLowerCase(Locale.ROOT);
  }

  private static String matching(String member, String text, Pattern form) {
    if (!form.matcher(text).matches()) {
      throw new MalformedEvidenceException(member + " is not hexadecimal: " + brief(text));
    }
    return text;
  }

  private static void require(String member, String value, String expected) {
    if (!value.equals(expected)) {
      throw new MalformedEvidenceException(
          "%s is %s, not %s".formatted(member, brief(value), expected));
    }
  }

  private static String brief(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private static String firstLine(String text) {
    return text == null ? "" : text.lines().findFirst().orElse("");
  }
}

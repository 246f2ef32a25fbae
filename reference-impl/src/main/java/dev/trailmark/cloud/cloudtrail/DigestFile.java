package dev.trailmark.cloud.cloudtrail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A digest: which log files were delivered in a span of time, with their hashes, and which digest
 * came before.
 *
 * @param trail whose digest it is
 * @param start {@code digestStartTime}
 * @param end {@code digestEndTime}
 * @param key the object's key
 * @param previous the digest before; {@code null} for the first of a chain
 * @param logs the log files
 * @param fingerprint of the key that signs it
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html">
 *     CloudTrail digest file structure</a>
 */
record DigestFile(
    TrailRecord trail,
    Instant start,
    Instant end,
    String key,
    FeedRecord.Previous previous,
    List<DeliveredRecord> logs,
    String fingerprint) {
  /** How digests are signed. */
  static final String ALGORITHM = "SHA256withRSA";

  private static final String HASH = "SHA-256";
  private static final ObjectMapper JSON = new ObjectMapper();

  DigestFile {
    logs = List.copyOf(logs);
  }

  /** The JSON document, in one line. */
  byte[] content() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("awsAccountId", trail.accountId());
    json.put("digestStartTime", start.toString());
    json.put("digestEndTime", end.toString());
    json.put("digestS3Bucket", trail.bucket());
    json.put("digestS3Object", key);
    json.put("digestPublicKeyFingerprint", fingerprint);
    json.put("digestSignatureAlgorithm", ALGORITHM);
    json.put("newestEventTime", text(newest()));
    json.put("oldestEventTime", text(oldest()));
    json.put("previousDigestS3Bucket", previous == null ? null : previous.bucket());
    json.put("previousDigestS3Object", previous == null ? null : previous.key());
    json.put("previousDigestHashValue", previous == null ? null : previous.hash());
    json.put("previousDigestHashAlgorithm", previous == null ? null : HASH);
    json.put("previousDigestSignature", previous == null ? null : previous.signature());
    json.put("logFiles", logFiles());
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text can be written as JSON", e);
    }
  }

  private List<Map<String, Object>> logFiles() {
    List<Map<String, Object>> files = new ArrayList<>(logs.size());
    for (DeliveredRecord log : logs) {
      Map<String, Object> file = new LinkedHashMap<>();
      file.put("s3Bucket", log.bucket());
      file.put("s3Object", log.key());
      file.put("hashValue", log.hash());
      file.put("hashAlgorithm", HASH);
      file.put("newestEventTime", text(log.newest()));
      file.put("oldestEventTime", text(log.oldest()));
      files.add(file);
    }
    return files;
  }

  private Instant newest() {
    return logs.stream().map(DeliveredRecord::newest).max(Comparator.naturalOrder()).orElse(null);
  }

  private Instant oldest() {
    return logs.stream().map(DeliveredRecord::oldest).min(Comparator.naturalOrder()).orElse(null);
  }

  /** Events are dated to the second. */
  private static String text(Instant time) {
    return time == null ? null : Instant.ofEpochSecond(time.getEpochSecond()).toString();
  }

  /**
   * What is signed: the end, where the digest is, the hash of its content, and the signature of the
   * one before, which is {@code null} in letters for the first.
   */
  private byte[] signed(String hash) {
    return String.join(
            "\n",
            end.toString(),
            trail.bucket() + "/" + key,
            hash,
            previous == null ? "null" : previous.signature())
        .getBytes(StandardCharsets.UTF_8);
  }

  /** How the digest after this one names it. */
  FeedRecord.Previous sealed(byte[] content, SigningKeyRecord signingKey) {
    String hash = Hashes.sha256(content);
    String signature = HexFormat.of().formatHex(SigningKeys.sign(signingKey, signed(hash)));
    return new FeedRecord.Previous(trail.bucket(), key, hash, signature);
  }
}

package dev.trailmark.integrity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailmark.evidence.SourceFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Makes log and digest files as CloudTrail does, hour by hour, with a key pair of its own and made
 * up content. It writes JSON, hashes and signatures itself, so that what it makes does not depend
 * on what is tested.
 */
public final class DigestMaker {

  /** The trail's bucket. */
  public static final String BUCKET = "trailbucket";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final KeyPair PAIR = pair();
  private static final String ACCOUNT = "111122223333";
  private static final Instant START = Instant.parse("2025-10-26T23:57:14Z");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** An object in the bucket. */
  public record Made(String key, byte[] plain, byte[] gzip, String signature) {

    /** Whether it is a digest. */
    public boolean digest() {
      return !signature.isEmpty();
    }
  }

  private final Random random;
  private final String bucket;
  private final String account;
  private final KeyPair pair;
  private final Map<String, Made> objects = new LinkedHashMap<>();
  private final List<String> digests = new ArrayList<>();
  private Instant hour;
  private Made previous;
  private boolean backfill;

  /** A trail that starts at 23:57:14 of 26 October 2025. */
  public DigestMaker(long seed) {
    this(seed, BUCKET);
  }

  /** The same in another bucket. */
  public DigestMaker(long seed, String bucket) {
    this(seed, bucket, ACCOUNT, START, PAIR);
  }

  /** The same of another account, from another time on. */
  public DigestMaker(long seed, String bucket, String account, Instant start) {
    this(seed, bucket, account, start, PAIR);
  }

  private DigestMaker(long seed, String bucket, String account, Instant start, KeyPair pair) {
    this.random = new Random(seed);
    this.bucket = bucket;
    this.pair = pair;
    this.account = account;
    this.hour = start;
  }

  /** The same trail, signed by somebody else. */
  public static DigestMaker forger(long seed) {
    return new DigestMaker(seed, BUCKET, ACCOUNT, START, pair());
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An hour with so many log files, and its digest. */
  public DigestMaker hour(int logs) {
    List<Made> delivered = new ArrayList<>();
    for (int i = 0; i < logs; i++) {
      delivered.add(log(hour.plusSeconds(300L * (1 + i % 11))));
    }
    return hour(delivered);
  }

  /** An hour with one log file of this content, and its digest. */
  public DigestMaker hour(String content) {
    return hour(List.of(log(hour.plusSeconds(300), content)));
  }

  private DigestMaker hour(List<Made> delivered) {
    Instant end = hour.plus(Duration.ofHours(1));
    ObjectNode digest = JSON.createObjectNode();
    String key = digestKey(end);
    digest.put("awsAccountId", account);
    digest.put("digestStartTime", hour.toString());
    digest.put("digestEndTime", end.toString());
    digest.put("digestS3Bucket", bucket);
    digest.put("digestS3Object", key);
    digest.put("digestPublicKeyFingerprint", fingerprint());
    digest.put("digestSignatureAlgorithm", "SHA256withRSA");
    digest.putNull("newestEventTime");
    digest.putNull("oldestEventTime");
    digest.put("previousDigestS3Bucket", previous == null ? null : bucket);
    digest.put("previousDigestS3Object", previous == null ? null : previous.key());
    digest.put("previousDigestHashValue", previous == null ? null : hash(previous.plain()));
    digest.put("previousDigestHashAlgorithm", previous == null ? null : "SHA-256");
    digest.put("previousDigestSignature", previous == null ? null : previous.signature());
    ArrayNode files = digest.putArray("logFiles");
    for (Made log : delivered) {
      ObjectNode file = files.addObject();
      file.put("s3Bucket", bucket).put("s3Object", log.key());
      file.put("hashValue", hash(log.plain())).put("hashAlgorithm", "SHA-256");
      file.putNull("newestEventTime").putNull("oldestEventTime");
    }
    byte[] plain = digest.toString().getBytes(StandardCharsets.UTF_8);
    String before = previous == null ? "null" : previous.signature();
    String text = end + "\n" + bucket + "/" + key + "\n" + hash(plain) + "\n" + before;
    previous = new Made(key, plain, gzip(plain), sign(text));
    objects.put(key, previous);
    digests.add(key);
    hour = end;
    return this;
  }

  /** The trail stops for some hours; the next digest begins a chain. */
  public DigestMaker pause(int hours) {
    hour = hour.plus(Duration.ofHours(hours));
    previous = null;
    return this;
  }

  /** From now on digests are made afterwards, in a chain of their own. */
  public DigestMaker backfill() {
    backfill = true;
    previous = null;
    return this;
  }

  /** A log file that no digest names. */
  public Made log(Instant delivered) {
    String id = unique();
    return log(
        delivered,
        "{\"Records\":[{\"eventTime\":\"%s\",\"eventID\":\"%s\"}]}".formatted(delivered, id));
  }

  private String unique() {
    byte[] unique = new byte[8];
    random.nextBytes(unique);
    return HexFormat.of().formatHex(unique);
  }

  private Made log(Instant delivered, String content) {
    String key =
        "AWSLogs/%s/CloudTrail/us-east-1/%s/%s_CloudTrail_us-east-1_%s_%s.json.gz"
            .formatted(account, DAY.format(delivered), account, MINUTE.format(delivered), unique());
    byte[] plain = content.getBytes(StandardCharsets.UTF_8);
    Made log = new Made(key, plain, gzip(plain), "");
    objects.put(key, log);
    return log;
  }

  private String digestKey(Instant end) {
    return "AWSLogs/%s/CloudTrail-Digest/us-east-1/%s/%s_CloudTrail-Digest_us-east-1_myTrail_us-east-1_%s%s.json.gz"
        .formatted(
            account, DAY.format(end), account, SECOND.format(end), backfill ? "_backfill" : "");
  }

  /** Everything made, in the order in which it was made. */
  public Map<String, Made> objects() {
    return objects;
  }

  /** The n-th digest made, from 0. */
  public Made digest(int n) {
    return objects.get(digests.get(n));
  }

  /** The n-th log made, from 0. */
  public Made log(int n) {
    return objects.values().stream().filter(made -> !made.digest()).toList().get(n);
  }

  /** What {@code aws cloudtrail list-public-keys} would print. */
  public String publicKeys() {
    return """
    {"PublicKeyList": [{"Value": "%s", "Fingerprint": "%s",
      "ValidityStartTime": "2025-10-20T00:00:00+00:00", "ValidityEndTime": "2025-11-20T00:00:00+00:00"}]}
    """
        .formatted(Base64.getEncoder().encodeToString(der()), fingerprint());
  }

  private byte[] der() {
    RSAPublicKey key = (RSAPublicKey) pair.getPublic();
    BigInteger exponent = key.getPublicExponent();
    try {
      return new org.bouncycastle.asn1.pkcs.RSAPublicKey(key.getModulus(), exponent).getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String fingerprint() {
    return digestOf("MD5", der());
  }

  private String sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair.getPrivate());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hash(byte[] bytes) {
    return digestOf("SHA-256", bytes);
  }

  private static String digestOf(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Packs bytes. */
  public static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** The same in files as a student would hand them in, with the digests' signatures. */
  public Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (Made made : objects.values()) {
      String name = made.key().substring(made.key().lastIndexOf('/') + 1);
      files.put(name, made.gzip());
      if (made.digest()) {
        files.put(name + ".sig", made.signature().getBytes(StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  /** Files in memory as handed in. */
  public static List<SourceFile> handed(Map<String, byte[]> files) {
    return files.entrySet().stream()
        .map(
            file ->
                new SourceFile(
                    file.getKey(),
                    file.getValue().length,
                    () -> new ByteArrayInputStream(file.getValue())))
        .toList();
  }
}

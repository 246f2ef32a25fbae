package dev.trailmark.cloud.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The digests in a bucket, read and validated as CloudTrail's documentation says. */
final class DigestChain {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final S3Client s3;
  private final CloudTrailClient trails;

  DigestChain(S3Client s3, CloudTrailClient trails) {
    this.s3 = s3;
    this.trails = trails;
  }

  /** A digest as it lies in the bucket. */
  record Digest(String bucket, String key, byte[] content, JsonNode json, String signature) {

    String text(String member) {
      return json.get(member).isNull() ? null : json.get(member).asText();
    }

    List<String> logs() {
      return json.get("logFiles").findValuesAsText("s3Object");
    }

    boolean first() {
      return json.get("previousDigestSignature").isNull();
    }
  }

  /** A bucket's digests, oldest first. */
  List<Digest> digests(String bucket) {
    return keys(bucket, "/CloudTrail-Digest/").stream().map(key -> digest(bucket, key)).toList();
  }

  /** The keys of a bucket's log files. */
  List<String> logs(String bucket) {
    return keys(bucket, "/CloudTrail/");
  }

  /** The text of a bucket's log files. */
  List<String> records(String bucket) {
    return logs(bucket).stream()
        .map(key -> s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray())
        .map(file -> new String(unpacked(file), StandardCharsets.UTF_8))
        .toList();
  }

  private List<String> keys(String bucket, String folder) {
    return s3.listObjectsV2Paginator(r -> r.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .filter(key -> key.contains(folder) && key.endsWith(".json.gz"))
        .toList();
  }

  private Digest digest(String bucket, String key) {
    ResponseBytes<GetObjectResponse> object = s3.getObjectAsBytes(r -> r.bucket(bucket).key(key));
    byte[] content = unpacked(object.asByteArray());
    try {
      return new Digest(
          bucket,
          key,
          content,
          JSON.readTree(content),
          object.response().metadata().get("signature"));
    } catch (IOException e) {
      throw new UncheckedIOException(key, e);
    }
  }

  private static byte[] unpacked(byte[] gzipped) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
      return gzip.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the digest is where it says, and carries a signature of CloudTrail. */
  boolean isValid(Digest digest) {
    String signed =
        String.join(
            "\n",
            digest.text("digestEndTime"),
            digest.bucket() + "/" + digest.key(),
            sha256(digest.content()),
            String.valueOf(digest.text("previousDigestSignature")));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(key(digest));
      signature.update(signed.getBytes(StandardCharsets.UTF_8));
      return signature.verify(HexFormat.of().parseHex(digest.signature()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private java.security.PublicKey key(Digest digest) throws GeneralSecurityException {
    Instant end = Instant.parse(digest.text("digestEndTime"));
    RSAPublicKey parts =
        trails
            .listPublicKeys(r -> r.startTime(end).endTime(end.plusSeconds(7200)))
            .publicKeyList()
            .stream()
            .filter(each -> each.fingerprint().equals(digest.text("digestPublicKeyFingerprint")))
            .map(each -> RSAPublicKey.getInstance(each.value().asByteArray()))
            .findFirst()
            .orElseThrow();
    return KeyFactory.getInstance("RSA")
        .generatePublic(new RSAPublicKeySpec(parts.getModulus(), parts.getPublicExponent()));
  }

  /** Whether a digest names the one before it by place, content and signature. */
  static boolean follows(Digest digest, Digest before) {
    return before.key().equals(digest.text("previousDigestS3Object"))
        && before.bucket().equals(digest.text("previousDigestS3Bucket"))
        && sha256(before.content()).equals(digest.text("previousDigestHashValue"))
        && before.signature().equals(digest.text("previousDigestSignature"))
        && before.text("digestEndTime").equals(digest.text("digestStartTime"));
  }

  /** Whether every log that the digest names has the hash that it gives. */
  boolean logsHold(Digest digest) {
    for (JsonNode log : digest.json().get("logFiles")) {
      String key = log.get("s3Object").asText();
      byte[] object =
          s3.getObjectAsBytes(r -> r.bucket(log.get("s3Bucket").asText()).key(key)).asByteArray();
      if (!sha256(unpacked(object)).equals(log.get("hashValue").asText())) {
        return false;
      }
    }
    return true;
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

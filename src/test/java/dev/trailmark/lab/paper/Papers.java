package dev.trailmark.lab.paper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailmark.evidence.SourceFile;
import dev.trailmark.evidence.paper.DossierReader;
import dev.trailmark.integrity.ChainCheck;
import dev.trailmark.integrity.HandedFiles;
import dev.trailmark.integrity.KeySource;
import dev.trailmark.integrity.Span;
import dev.trailmark.integrity.Verification;
import dev.trailmark.lab.SubmittedFacts;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds what a student hands in, file by file. */
final class Papers {

  static final String ACCOUNT = "111122223333";
  static final String ROLE = "arn:aws:iam::111122223333:role/AWSLabsUser-one";
  static final String KEY = "1234abcd-12ab-34cd-56ef-1234567890ab";
  static final String KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/" + KEY;
  static final String BUCKET = "mycloudtrailbucket42";
  static final String IMAGE = "eiffel.png";
  static final String LOG =
      "111122223333_CloudTrail_us-east-1_20251027T0005Z_abcdefghijklmnop.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<SourceFile> files = new ArrayList<>();
  private SubmittedFacts facts = SubmittedFacts.none("Ada", "submission.yaml");

  Papers file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Papers file(String name, byte[] bytes) {
    files.add(new SourceFile(name, bytes.length, () -> new ByteArrayInputStream(bytes)));
    return this;
  }

  Papers log(ObjectNode... records) {
    return file(LOG, logText(records));
  }

  static String logText(ObjectNode... records) {
    ObjectNode log = JSON.createObjectNode();
    for (ObjectNode record : records) {
      log.withArrayProperty("Records").add(record);
    }
    return log.toString();
  }

  Papers declaring(SubmittedFacts declared) {
    facts = declared;
    return this;
  }

  PaperStudent student() {
    return student(Optional.empty());
  }

  /** The same with the digests checked. */
  PaperStudent student(KeySource keys) {
    return student(Optional.of(ChainCheck.run(HandedFiles.of(files), keys, Span.ALWAYS)));
  }

  private PaperStudent student(Optional<Verification> verification) {
    return PaperStudent.of(
        DossierReader.read(files, PaperStudent.evidence()), facts, List.of(), verification);
  }

  /** A record of the student's at some second after midnight UTC. */
  static ObjectNode record(String service, String name, int second, String request) {
    ObjectNode record = JSON.createObjectNode();
    record.put("eventTime", "2025-10-27T00:%02d:%02dZ".formatted(second / 60, second % 60));
    record.put("eventSource", service + ".amazonaws.com").put("eventName", name);
    record.put("awsRegion", "us-east-1").put("recipientAccountId", ACCOUNT);
    record.put("eventID", name + second).put("requestID", "request-" + name + second);
    record.put("eventCategory", "Management").put("readOnly", name.startsWith("Get"));
    record.set("requestParameters", json(request));
    ObjectNode identity = record.putObject("userIdentity");
    identity.put("type", "AssumedRole").put("accountId", ACCOUNT);
    identity.put("arn", "arn:aws:sts::111122223333:assumed-role/AWSLabsUser-one/lab");
    identity.putObject("sessionContext").putObject("sessionIssuer").put("arn", ROLE);
    return record;
  }

  static ObjectNode createKey() {
    ObjectNode record =
        record(
            "kms",
            "CreateKey",
            1,
            "{'description':'KMS Key for S3 data','policy':'" + policy(ROLE) + "'}");
    record.set(
        "responseElements",
        json(
            "{'keyMetadata':{'keyId':'%s','arn':'%s','description':'KMS Key for S3 data',"
                    .formatted(KEY, KEY_ARN)
                + "'keySpec':'SYMMETRIC_DEFAULT','keyUsage':'ENCRYPT_DECRYPT',"
                + "'keyState':'Enabled','keyManager':'CUSTOMER'}}"));
    return record;
  }

  /**
   * S3 fetching a data key for the student; the context is what comes after {@code arn:aws:s3:::}.
   */
  static ObjectNode keyUse(String keyArn, String context) {
    ObjectNode record =
        record(
            "kms",
            "GenerateDataKey",
            73,
            "{'keyId':'%s','encryptionContext':{'aws:s3:arn':'arn:aws:s3:::%s'}}"
                .formatted(keyArn, context));
    record.withObjectProperty("userIdentity").put("invokedBy", "AWS Internal");
    record.withArrayProperty("resources").addObject().put("ARN", keyArn);
    return record;
  }

  static ObjectNode upload(String key) {
    ObjectNode record =
        record("s3", "PutObject", 73, "{'bucketName':'%s','key':'%s'}".formatted(BUCKET, key));
    record.put("eventCategory", "Data");
    record.set(
        "responseElements",
        json(
            ("{'x-amz-server-side-encryption':'aws:kms',"
                    + "'x-amz-server-side-encryption-aws-kms-key-id':'%s',"
                    + "'x-amz-server-side-encryption-bucket-key-enabled':'true'}")
                .formatted(KEY_ARN)));
    return record;
  }

  static ObjectNode putPolicy(int second, String user) {
    return record(
        "kms", "PutKeyPolicy", second, "{'keyId':'%s','policy':'%s'}".formatted(KEY, policy(user)));
  }

  /** A policy with the student as administrator and somebody as user, escaped for a request. */
  private static String policy(String user) {
    return keyPolicy(user).replace("\"", "\\\"");
  }

  static String keyPolicy(String user) {
    return ("{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":"
            + "[\"kms:Put*\",\"kms:Disable*\",\"kms:ScheduleKeyDeletion\"],\"Resource\":\"*\"},"
            + "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":[\"kms:Encrypt\","
            + "\"kms:Decrypt\",\"kms:ReEncrypt*\",\"kms:GenerateDataKey*\"],\"Resource\":\"*\"}]}")
        .formatted(ROLE, user);
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}

package dev.trailmark.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailmark.evidence.TrailRecord;
import java.time.Instant;

/** Builds the trail records of an account in which the lab was done. */
final class Records {

  static final String ACCOUNT = "111122223333";
  static final String ROLE = "arn:aws:iam::111122223333:role/AWSLabsUser-one";
  static final String KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
  static final String KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/" + KEY_ID;
  static final String BUCKET = "mycloudtrailbucket42";
  static final String IMAGE = "eiffel.png";
  static final Instant UPLOAD = Instant.parse("2025-10-27T00:01:13Z");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode record = JSON.createObjectNode();
  private int seconds;

  private Records(String service, String name) {
    record.put("eventSource", service + ".amazonaws.com").put("eventName", name);
    record.put("eventID", name);
    record.putObject("requestParameters");
    student();
  }

  static Records of(String service, String name) {
    return new Records(service, name);
  }

  static Records ofImage(String name) {
    return of("s3", name).with("bucketName", BUCKET).with("key", IMAGE);
  }

  Records student() {
    ObjectNode identity = record.putObject("userIdentity");
    identity.put("type", "AssumedRole").put("accountId", ACCOUNT);
    identity.put("arn", "arn:aws:sts::111122223333:assumed-role/AWSLabsUser-one/lab-session");
    identity.putObject("sessionContext").putObject("sessionIssuer").put("arn", ROLE);
    return this;
  }

  Records root() {
    ObjectNode identity = record.putObject("userIdentity");
    identity.put("type", "Root").put("arn", "arn:aws:iam::111122223333:root");
    return this;
  }

  Records anonymous() {
    record.putObject("userIdentity").put("type", "AWSAccount").put("accountId", "anonymous");
    return this;
  }

  Records through(String service) {
    record.withObjectProperty("userIdentity").put("invokedBy", service);
    return this;
  }

  Records with(String name, String value) {
    record.withObjectProperty("requestParameters").put(name, value);
    return this;
  }

  Records context(String arn) {
    record
        .withObjectProperty("requestParameters")
        .putObject("encryptionContext")
        .put("aws:s3:arn", arn);
    return this;
  }

  Records failing(String code, String message) {
    record.put("errorCode", code).put("errorMessage", message);
    return this;
  }

  Records after(int seconds) {
    this.seconds = seconds;
    return this;
  }

  TrailRecord build() {
    record.put("eventTime", UPLOAD.plusSeconds(seconds).toString());
    return TrailRecord.of(record, "a log file");
  }

  static KeyFacts key() {
    return new KeyFacts(
        KEY_ID,
        KEY_ARN,
        "KMS Key for S3 data",
        "SYMMETRIC_DEFAULT",
        "ENCRYPT_DECRYPT",
        "Enabled",
        "CUSTOMER",
        UPLOAD.minusSeconds(600));
  }

  static ImageFacts image() {
    return new ImageFacts(BUCKET, IMAGE, "image/png", 542, UPLOAD, "aws:kms", KEY_ARN, false);
  }
}

package dev.trailmark.cloud.s3.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.RawS3;
import dev.trailmark.cloud.s3.S3Fixture;
import dev.trailmark.cloud.s3.S3WireLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of configurations with something wrong with them, and what they are answered with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenConfigurationsTest {
  private static final Pattern ELEMENT = Pattern.compile("<([A-Za-z0-9-]+)>");
  private static final Pattern NUMBER = Pattern.compile("(?<=>)[0-9]+(?=<)");

  private static final List<String> SUBRESOURCES = ConfigurationDocuments.ALL;

  @AutoClose private final S3Fixture cloud = new S3Fixture();

  @BeforeEach
  void aVersionedBucket() throws Exception {
    cloud.s3.createBucket(r -> r.bucket("bucket"));
    cloud.versionedBucket("elsewhere");
    assertThat(put("versioning", ConfigurationDocuments.of("versioning")).status()).isEqualTo(200);
  }

  @AfterEach
  void noBucket() {
    cloud.s3.deleteBucket(r -> r.bucket("bucket"));
  }

  private RawS3.Answer put(String subresource, String document) throws IOException {
    return new RawS3(cloud.endpoint())
        .by(cloud.root(S3Fixture.ACCOUNT))
        .with("Content-MD5", S3WireLog.md5(document))
        .send("PUT", ConfigurationDocuments.target(subresource), document);
  }

  @ParameterizedTest
  @FieldSource("SUBRESOURCES")
  void whatTheSchemaDoesNotHaveIsMalformed(String subresource) throws IOException {
    String valid = ConfigurationDocuments.of(subresource);
    assertThat(put(subresource, valid).status()).isBetween(200, 204);
    List<String> malformed = new ArrayList<>();
    malformed.add(valid.substring(0, valid.length() / 2));
    malformed.add("<Nothing/>");
    malformed.add("{}");
    malformed.add("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + valid);
    Matcher element = ELEMENT.matcher(valid);
    while (element.find()) {
      malformed.add(
          valid.substring(0, element.end()) + "<Z>1</Z>" + valid.substring(element.end()));
    }

    for (String document : malformed) {
      RawS3.Answer answer = put(subresource, document);
      assertThat(answer.status()).as(document).isEqualTo(400);
      assertThat(answer.body()).as(document).contains("<Code>MalformedXML</Code>");
    }
  }

  @ParameterizedTest
  @FieldSource("SUBRESOURCES")
  void whateverIsLeftOutEmptyOrTooLargeIsTakenOrRefused(String subresource) throws IOException {
    String valid = ConfigurationDocuments.of(subresource);
    List<String> documents = new ArrayList<>(List.of("", " ", "\0"));
    Matcher element = ELEMENT.matcher(valid);
    while (element.find()) {
      String close = "</" + element.group(1) + ">";
      int end = valid.indexOf(close, element.end()) + close.length();
      String before = valid.substring(0, element.start());
      documents.add(before + valid.substring(end));
      documents.add(before + "<" + element.group(1) + "/>" + valid.substring(end));
    }
    documents.add(NUMBER.matcher(valid).replaceAll("99999999999999999999"));
    documents.add(NUMBER.matcher(valid).replaceAll("-1"));

    for (String document : documents) {
      assertThat(put(subresource, document).status()).as(document).isBetween(200, 499);
    }
  }

  @ParameterizedTest
  @FieldSource("SUBRESOURCES")
  void permissionsAreLookedAtBeforeTheDocumentIs(String subresource) throws IOException {
    RawS3 nobody = new RawS3(cloud.endpoint()).by(cloud.user("nobody", null));
    String target = ConfigurationDocuments.target(subresource);

    assertThat(nobody.send("PUT", target, "<Broken").body())
        .contains("<Code>AccessDenied</Code><Message>User: arn:aws:iam::111122223333:user/nobody");
    assertThat(nobody.send("PUT", target.replace("bucket", "nowhere"), "<Broken").body())
        .contains("<Code>NoSuchBucket</Code>");
  }

  @Test
  void theRecordOfABrokenDocumentNamesTheBucket() throws IOException {
    assertThat(put("cors", "<Broken").status()).isEqualTo(400);

    assertThat(cloud.records("PutBucketCors"))
        .last()
        .asString()
        .contains("\"errorCode\":\"MalformedXML\"")
        .contains("\"bucketName\":\"bucket\",\"cors\":\"\"")
        .contains("\"ARN\":\"arn:aws:s3:::bucket\"");
  }

  /** What the schema has once, twice; only the last would be heeded. */
  @ParameterizedTest
  @CsvSource({
    "abac, Status",
    "accelerate, Status",
    "cors, MaxAgeSeconds",
    "inventory, Id",
    "lifecycle, Status",
    "publicAccessBlock, BlockPublicAcls",
    "tagging, Key",
    "versioning, Status",
    "website, Suffix",
  })
  void anElementThatIsThereTwiceIsMalformed(String subresource, String element) throws IOException {
    String valid = ConfigurationDocuments.of(subresource);
    String document = valid.replaceFirst("<%1$s>[^<]*</%1$s>".formatted(element), "$0$0");
    assertThat(document).isNotEqualTo(valid);

    assertThat(put(subresource, document).body()).contains("<Code>MalformedXML</Code>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"analytics", "intelligent-tiering", "metrics"})
  void anAndJoinsTwoThingsOrMore(String subresource) throws IOException {
    String valid = ConfigurationDocuments.of(subresource);
    String filter = "<Filter><And><Prefix>p</Prefix></And></Filter>";
    String document = valid.replaceFirst("<Filter>.*?</Filter>", filter);
    assertThat(document).contains(filter);

    assertThat(put(subresource, document).body()).contains("<Code>MalformedXML</Code>");
  }

  @Test
  void aReportIsEncryptedInOneWay() throws IOException {
    String valid = ConfigurationDocuments.of("inventory");
    String both = "<Encryption><SSE-S3/><SSE-KMS><KeyId>k</KeyId></SSE-KMS></Encryption>";
    String document = valid.replace("</Bucket>", "</Bucket>" + both);

    assertThat(put("inventory", document).body()).contains("<Code>MalformedXML</Code>");
  }

  @Test
  void aRulesPrefixIsNoLongerThanAKey() throws IOException {
    String valid = ConfigurationDocuments.of("replication");
    String document = valid.replaceFirst("<Prefix>[^<]*", "<Prefix>" + "p".repeat(1_025));
    assertThat(document).isNotEqualTo(valid);

    assertThat(put("replication", document).body())
        .contains(
            "<Code>InvalidArgument</Code><Message>Rule prefix cannot be longer than maximum"
                + " allowed key length of 1024</Message>");
  }

  @Test
  void blockPublicAccessSaysSomething() throws IOException {
    assertThat(put("publicAccessBlock", "<PublicAccessBlockConfiguration/>").body())
        .contains(
            "<Code>InvalidRequest</Code><Message>Must specify at least one"
                + " configuration.</Message>");
  }

  /** Text of a valid document that is none in its place. */
  @ParameterizedTest
  @CsvSource({
    "abac, Disabled",
    "accelerate, Enabled",
    "analytics, V_1",
    "analytics, CSV",
    "cors, 3",
    "intelligent-tiering, Enabled",
    "intelligent-tiering, ARCHIVE_ACCESS",
    "inventory, Daily",
    "inventory, All",
    "inventory, Size",
    "lifecycle, Enabled",
    "lifecycle, GLACIER",
    "logging, EventTime",
    "ownershipControls, BucketOwnerPreferred",
    "replication, Enabled",
    "replication, Disabled",
    "replication, STANDARD",
    "requestPayment, Requester",
    "versioning, Enabled",
  })
  void aValueThatIsNoneOfItsKindIsMalformed(String subresource, String value) throws IOException {
    String valid = ConfigurationDocuments.of(subresource);
    int at = valid.indexOf(">" + value + "<");
    while (at >= 0) {
      String document =
          valid.substring(0, at + 1) + "WRONG" + valid.substring(at + 1 + value.length());
      assertThat(put(subresource, document).body())
          .as(document)
          .contains("<Code>MalformedXML</Code>");
      at = valid.indexOf(">" + value + "<", at + 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"analytics, Key", "analytics, Value", "metrics, Key", "metrics, Value"})
  void aFiltersTagHasAKeyAndAValue(String subresource, String part) throws IOException {
    String valid = ConfigurationDocuments.of(subresource);

    assertThat(put(subresource, valid.replaceFirst("<" + part + ">.*?</" + part + ">", "")).body())
        .contains("<Code>MalformedXML</Code>");
  }

  @Test
  void metricsHaveAThresholdOnlyWhereReplicationHasATime() throws IOException {
    String valid = ConfigurationDocuments.of("replication");

    for (String document :
        List.of(
            valid.replaceFirst("<ReplicationTime>.*</ReplicationTime>", ""),
            valid.replace("<Status>Enabled</Status><Time>", "<Status>Disabled</Status><Time>"))) {
      assertThat(put("replication", document).body())
          .contains(
              "<Code>InvalidArgument</Code><Message>Metrics cannot contain an event threshold when"
                  + " ReplicationTime is not specified or Disabled</Message>");
    }
  }

  /** A line break there would break the head of each answer that the rule is for. */
  @ParameterizedTest
  @CsvSource({
    "cors, ExposeHeader, InvalidRequest",
    "website, HostName, InvalidArgument",
    "website, ReplaceKeyPrefixWith, InvalidArgument",
  })
  void whatAnswersCarryInHeadersHasNoLineBreaks(String subresource, String element, String code)
      throws IOException {
    String valid = ConfigurationDocuments.of(subresource);

    assertThat(
            put(subresource, valid.replace("<" + element + ">", "<" + element + ">x&#10;")).body())
        .contains("<Code>" + code + "</Code>");
  }

  @Test
  void aRulesIdMayHoldALineBreakWhichItsHeaderEncodes() throws IOException {
    String rule =
        "<Rule><ID>a&#10;b</ID><Filter/><Status>Enabled</Status><AbortIncompleteMultipartUpload>"
            + "<DaysAfterInitiation>3</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>";
    String document = "<LifecycleConfiguration>" + rule + "</LifecycleConfiguration>";
    assertThat(put("lifecycle", document).status()).isEqualTo(200);

    RawS3.Answer begun =
        new RawS3(cloud.endpoint())
            .by(cloud.root(S3Fixture.ACCOUNT))
            .send("POST", "/bucket/key?uploads", "");

    assertThat(begun.status()).isEqualTo(200);
    assertThat(begun.header("x-amz-abort-rule-id")).isEqualTo("a%0Ab");
    String id = begun.body().replaceAll("(?s).*<UploadId>(.*)</UploadId>.*", "$1");
    cloud.s3.abortMultipartUpload(r -> r.bucket("bucket").key("key").uploadId(id));
  }
}

package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.LabSteps.BUCKET;
import static dev.trailmark.cloud.e2e.LabSteps.IMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cloudtrail.model.Event;

/**
 * The trail's records of the lab against AWS's: members, their order and their values; a {@code *}
 * stands for what differs from run to run.
 */
class TrailRecordsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  @AutoClose private static final LabCloud lab = new LabCloud();
  private static LabSteps steps;
  private static String key;
  private static List<JsonNode> records;

  @BeforeAll
  static void doTheLab() throws Exception {
    steps = new LabSteps(lab);
    key = steps.createKey();
    steps.createBucket();
    steps.createTrail();
    steps.upload(key);
    steps.read();
    lab.unsigned(BUCKET, IMAGE);
    steps.allowPublicAccess();
    steps.enableAcls();
    steps.makePublic();
    lab.unsigned(BUCKET, IMAGE);
    steps.putKeyPolicy(key, LabPolicies.keyWithoutUser(steps.account(), steps.role()));
    lab.cloud.deliverLogs();
    records = new ArrayList<>(history());
    records.addAll(delivered());
  }

  @TestFactory
  Stream<DynamicTest> eachCallOfTheLabIsRecordedAsAwsRecordsIt() throws IOException {
    List<JsonNode> expected = new ArrayList<>();
    try (InputStream fixture =
        TrailRecordsTest.class.getResourceAsStream("/e2e/lab-records.json")) {
      JSON.readTree(fixture).forEach(expected::add);
    }
    assertThat(expected).hasSize(15);
    return expected.stream()
        .map(
            record ->
                DynamicTest.dynamicTest(
                    record.get("eventName").textValue() + " " + record.path("errorCode").asText(),
                    () -> assertRecorded(record)));
  }

  @Test
  void theUploadIsADataEventThatNamesTheImageAndItsKey() throws IOException {
    JsonNode upload =
        delivered().stream()
            .filter(record -> record.get("eventName").asText().equals("PutObject"))
            .filter(record -> record.at("/requestParameters/key").asText().equals(IMAGE))
            .findFirst()
            .orElseThrow();

    assertThat(upload.get("eventCategory").asText()).isEqualTo("Data");
    assertThat(upload.get("managementEvent").asBoolean()).isFalse();
    assertThat(upload.at("/responseElements/x-amz-server-side-encryption-aws-kms-key-id").asText())
        .isEqualTo(key);
    assertThat(upload.at("/additionalEventData/SSEApplied").asText()).isEqualTo("SSE_KMS");
  }

  @Test
  void s3AsksForTheSessionWithAnotherKeyOfItsOwn() {
    String own = keyOf("PutBucketPolicy");

    assertThat(keyOf("GenerateDataKey"))
        .matches("ASIA[A-Z2-7]{16}")
        .isNotEqualTo(own)
        .isEqualTo(keyOf("Decrypt"));
  }

  private static String keyOf(String event) {
    return records.stream()
        .filter(record -> record.get("eventName").asText().equals(event))
        .map(record -> record.at("/userIdentity/accessKeyId").asText())
        .findFirst()
        .orElseThrow();
  }

  /** The order of a record's own members counts; AWS gives that within them no meaning. */
  private static void assertRecorded(JsonNode expected) throws IOException {
    JsonNode actual =
        records.stream()
            .filter(record -> same(record, expected, "/eventName"))
            .filter(record -> same(record, expected, "/errorCode"))
            .filter(record -> same(record, expected, "/userIdentity/type"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no record of " + expected.get("eventName")));
    assertThat(actual.fieldNames())
        .toIterable()
        .containsExactlyElementsOf(() -> expected.fieldNames());
    assertThat(masked(actual, expected)).isEqualTo(expanded(expected));
  }

  private static boolean same(JsonNode one, JsonNode other, String pointer) {
    return one.at(pointer).equals(other.at(pointer));
  }

  /** Puts a star wherever the expectation has one and there is a value at all. */
  private static JsonNode masked(JsonNode actual, JsonNode expected) {
    if (expected.isTextual() && expected.textValue().equals("*")) {
      return actual.isMissingNode() || actual.isNull() ? actual : TextNode.valueOf("*");
    }
    if (actual instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        if (expected.has(member.getKey())) {
          member.setValue(masked(member.getValue(), expected.get(member.getKey())));
        }
      }
    }
    return actual;
  }

  private static JsonNode expanded(JsonNode expected) throws IOException {
    String text =
        JSON.writeValueAsString(expected)
            .replace("${account}", steps.account())
            .replace("${role}", steps.role().substring(steps.role().indexOf('/') + 1))
            .replace("${bucket}", BUCKET)
            .replace("${key}", key.substring(key.indexOf('/') + 1));
    return JSON.readTree(text);
  }

  /** Management events, newest first turned round, with those from before the trail. */
  private static List<JsonNode> history() throws IOException {
    List<JsonNode> found = new ArrayList<>();
    for (Event event : steps.trails.lookupEventsPaginator(r -> r.maxResults(50)).events()) {
      found.add(0, JSON.readTree(event.cloudTrailEvent()));
    }
    return found;
  }

  private static List<JsonNode> delivered() throws IOException {
    List<JsonNode> found = new ArrayList<>();
    for (var log : steps.s3.listObjectsV2(r -> r.bucket(BUCKET).prefix("AWSLogs/")).contents()) {
      if (log.key().endsWith(".json.gz")) {
        byte[] zipped =
            steps.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(log.key())).asByteArray();
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
          JSON.readTree(in).get("Records").forEach(found::add);
        }
      }
    }
    return found;
  }
}

package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.LabSteps.BUCKET;
import static dev.trailmark.cloud.e2e.LabSteps.IMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Every record of the lab against a file of AWS's, member by member and value by value. Identities,
 * ids, ARNs, hosts and agents stand for themselves; what only the console sends, and TLS, is left
 * out. What differs is listed in {@code aws-lab-differences.txt}, all of it and nothing else: there
 * AWS's record is unconfirmed, or docs/DIVERGENCES.md says why.
 */
class LabRecordsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What tells records of one event name apart; a role is always assumed by whoever it is. */
  private static final List<String> KIND = List.of("/eventName", "/errorCode", "/resources/0/type");

  /** What is another one each time. */
  private static final List<String> FREE =
      List.of(
          "/requestID",
          "/sourceIPAddress",
          "/responseElements/credentials/sessionToken",
          "/additionalEventData/ExtendedRequestId",
          "/additionalEventData/x-amz-id-2");

  private static final List<String> LEFT_OUT =
      List.of(
          "/tlsDetails",
          "/sessionCredentialFromConsole",
          "/additionalEventData/CipherSuite",
          "/additionalEventData/AuthenticationMethod",
          "/requestParameters/X-Amz-",
          "/requestParameters/x-amz-te",
          "/requestParameters/x-amz-storage-class",
          "/requestParameters/response-content-disposition",
          "/userIdentity/sessionContext/attributes/creationDate");

  /** What stands for itself, in the order in which it is looked for. */
  private static final Map<Pattern, String> VARIABLE = new LinkedHashMap<>();

  static {
    variable("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<uuid>");
    variable("\\b[0-9a-f]{64}\\b", "<material>");
    variable("\\b(AROA|ASIA|AIDA|AKIA)[A-Z0-9]+", "<id>");
    variable("\\b\\d{12}\\b", "<account>");
    variable("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "<time>");
    variable("[A-Z][a-z]{2} \\d{1,2}, \\d{4}, \\d{1,2}:\\d\\d:\\d\\d [AP]M", "<time>");
    variable("LabUserRole|AWSLabsUser-[A-Za-z0-9]+", "<role>");
    variable("mycloudtrailbucket1(0619)?", "<bucket>");
    variable("^\\[.*(Mozilla|aws-sdk).*]$", "[<agent>]");
    variable("^[^\\[]*(Mozilla|aws-sdk).*$", "<agent>");
    variable("^\\[?Java-http-client.*$", "[<agent>]");
  }

  private static void variable(String pattern, String name) {
    VARIABLE.put(Pattern.compile(pattern), name);
  }

  @Test
  void everyRecordOfTheLabIsAsAwsWritesItButForWhatIsListed() throws Exception {
    List<JsonNode> records = doTheLab();
    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (JsonNode step : read("aws-lab-records.json").get("steps")) {
      JsonNode expected = step.get("record");
      compare(step, expected, take(records, expected), differences);
      compared++;
    }

    assertThat(compared).isEqualTo(26);
    assertThat(differences).containsExactlyElementsOf(listed());
  }

  private static List<JsonNode> doTheLab() throws Exception {
    try (LabCloud lab = new LabCloud()) {
      LabSteps steps = new LabSteps(lab);
      String arn = steps.createKey();
      String key = arn.substring(arn.indexOf('/') + 1);
      steps.putKeyPolicy(key, LabPolicies.key(steps.account(), steps.role()));
      createBucketAndTrail(steps);
      assertThat(lab.preflight(BUCKET, IMAGE, "PUT").statusCode()).isEqualTo(200);
      steps.s3.putObject(
          r ->
              r.bucket(BUCKET)
                  .key(IMAGE)
                  .acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL)
                  .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                  .ssekmsKeyId(arn),
          RequestBody.fromString("an image"));
      steps.read();
      lab.unsigned(BUCKET, IMAGE);
      steps.allowPublicAccess();
      steps.enableAcls();
      steps.makePublic();
      lab.unsigned(BUCKET, IMAGE);
      steps.kms.listAliases(r -> r.limit(1000));
      steps.s3.getBucketVersioning(r -> r.bucket(BUCKET));
      steps.putKeyPolicy(key, LabPolicies.keyWithoutUser(steps.account(), steps.role()));
      S3Client again = lab.s3(lab.assumedRole(), Region.US_EAST_1);
      assertThat(LabCloud.code(() -> again.getObjectAsBytes(r -> r.bucket(BUCKET).key(IMAGE))))
          .isEqualTo("AccessDenied");
      steps.putKeyPolicy(key, LabPolicies.key(steps.account(), steps.role()));
      lab.cloud.deliverLogs();
      List<JsonNode> records = new ArrayList<>();
      for (Event event : steps.trails.lookupEventsPaginator(r -> r.maxResults(50)).events()) {
        records.add(0, JSON.readTree(event.cloudTrailEvent()));
      }
      for (String file : new DigestChain(steps.s3, steps.trails).records(BUCKET)) {
        for (JsonNode record : JSON.readTree(file).get("Records")) {
          if (!record.get("managementEvent").asBoolean()) {
            records.add(record);
          }
        }
      }
      return records;
    }
  }

  /**
   * With the parameters that the console sends; it makes buckets with a bucket key, and S3 lets its
   * pages ask as a bucket's rules let others.
   */
  private static void createBucketAndTrail(LabSteps steps) {
    String policy =
        LabPolicies.trailBucket(BUCKET, steps.trailArn(), steps.account())
            .replaceAll("(20150319-)\\d", "$16513270e-269e-4d37-b2a7-4de452e6b438");
    steps.s3.createBucket(r -> r.bucket(BUCKET));
    steps.s3.putBucketEncryption(
        r ->
            r.bucket(BUCKET)
                .serverSideEncryptionConfiguration(
                    c ->
                        c.rules(
                            rule ->
                                rule.bucketKeyEnabled(true)
                                    .applyServerSideEncryptionByDefault(
                                        d -> d.sseAlgorithm(ServerSideEncryption.AES256)))));
    steps.s3.putBucketCors(
        r ->
            r.bucket(BUCKET)
                .corsConfiguration(
                    c ->
                        c.corsRules(
                            rule -> rule.allowedOrigins("*").allowedMethods("GET", "PUT"))));
    steps.s3.putBucketPolicy(r -> r.bucket(BUCKET).policy(policy));
    steps.trails.createTrail(
        r ->
            r.name("myTrail")
                .s3BucketName(BUCKET)
                .includeGlobalServiceEvents(true)
                .isMultiRegionTrail(true)
                .isOrganizationTrail(false)
                .enableLogFileValidation(true)
                .kmsKeyId(""));
    String arn = steps.trailArn();
    steps.trails.putEventSelectors(r -> r.trailName(arn).eventSelectors(LabSteps.selector()));
    steps.trails.putInsightSelectors(r -> r.trailName(arn).insightSelectors(LabSteps.insights()));
    steps.trails.startLogging(r -> r.name(arn));
  }

  /** The first record of the same kind; two of a kind are there twice. */
  private static JsonNode take(List<JsonNode> records, JsonNode expected) {
    for (JsonNode record : records) {
      boolean same =
          KIND.stream().allMatch(pointer -> record.at(pointer).equals(expected.at(pointer)));
      boolean marker = record.at("/requestParameters/key").asText().startsWith("AWSLogs/");
      if (same && !marker) {
        records.remove(record);
        return record;
      }
    }
    throw new AssertionError("no record of " + expected.get("eventName"));
  }

  private static void compare(
      JsonNode step, JsonNode expected, JsonNode actual, List<String> differences) {
    Map<String, TreeSet<String>> wanted = new TreeMap<>();
    Map<String, TreeSet<String>> got = new TreeMap<>();
    flatten("", expected, wanted);
    flatten("", actual, got);
    TreeSet<String> paths = new TreeSet<>(wanted.keySet());
    paths.addAll(got.keySet());
    for (String path : paths) {
      if (!String.valueOf(wanted.get(path)).equals(String.valueOf(got.get(path)))) {
        differences.add(
            "%s | %s | AWS %s | here %s"
                .formatted(step.get("step").asText(), path, wanted.get(path), got.get(path)));
      }
    }
  }

  private static void flatten(String path, JsonNode value, Map<String, TreeSet<String>> into) {
    if (LEFT_OUT.stream().anyMatch(path::startsWith)) {
      return;
    }
    if (value.isObject() && !value.isEmpty()) {
      value
          .properties()
          .forEach(each -> flatten(path + "/" + each.getKey(), each.getValue(), into));
    } else if (value.isArray() && !value.isEmpty()) {
      value.forEach(each -> flatten(path + "[]", each, into));
    } else {
      into.computeIfAbsent(path, p -> new TreeSet<>()).add(shown(path, value));
    }
  }

  private static String shown(String path, JsonNode value) {
    boolean free = FREE.contains(path) && !value.asText().matches("AWS Internal|.*amazonaws.com");
    if (free
        || path.startsWith("/additionalEventData/bytesTransferred")
        || path.equals("/requestParameters/policy") && !value.asText().isEmpty()) {
      return value.getNodeType().name();
    }
    String text = value.isTextual() ? value.asText() : value.toString();
    if (path.equals("/requestParameters/Host")) {
      return "<host>";
    }
    for (Map.Entry<Pattern, String> each : VARIABLE.entrySet()) {
      text = each.getKey().matcher(text).replaceAll(each.getValue());
    }
    return text;
  }

  private static JsonNode read(String name) throws IOException {
    try (InputStream in = LabRecordsTest.class.getResourceAsStream("/e2e/" + name)) {
      return JSON.readTree(in);
    }
  }

  private static List<String> listed() throws IOException {
    try (InputStream in =
        LabRecordsTest.class.getResourceAsStream("/e2e/aws-lab-differences.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .toList();
    }
  }
}

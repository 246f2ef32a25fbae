package dev.trailmark.grading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.SdkCalls;
import dev.trailmark.integrity.DigestMaker;
import dev.trailmark.lab.LabOptions;
import dev.trailmark.lab.PerformingStudent;
import dev.trailmark.lab.Progress;
import dev.trailmark.lab.SubmittedFacts;
import dev.trailmark.marks.Check;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.Outcome;
import dev.trailmark.submission.Access;
import dev.trailmark.submission.AccessKeys;
import dev.trailmark.submission.RoleToAssume;
import dev.trailmark.submission.Submission;
import dev.trailmark.target.BundledSimulator;
import dev.trailmark.target.SimulatedAccount;
import dev.trailmark.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;

/**
 * A grader from another account, who may do what {@code docs/grading-policy.json} allows and
 * nothing else, through the role that {@code docs/GRADING-AN-ACCOUNT.md} has the student make.
 */
class GradingAccessTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final String EXTERNAL_ID = "class-7-ada";
  private static final Duration WAIT = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The permission that a call takes, where it is not called as the operation is. */
  private static final Map<String, String> PERMISSIONS =
      Map.of(
          "s3:ListObjectsV2", "s3:ListBucket",
          "s3:HeadObject", "s3:GetObject",
          "s3:GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock");

  /** Calls that take no permission of the account that is graded. */
  private static final Set<String> FREE = Set.of("sts:GetCallerIdentity", "sts:AssumeRole");

  private static BundledSimulator simulator;
  private static Target account;
  private static String id;
  private static SubmittedFacts facts;
  private static AccessKeys grader;
  private static String graderAccount;

  @TempDir private Path results;

  @BeforeAll
  static void doTheLab() {
    simulator = BundledSimulator.start("us-east-1", Duration.ofSeconds(1));
    SimulatedAccount student = simulator.newAccount("ada");
    id = student.id();
    account = simulator.target(student, WAIT);
    LabOptions options = LabOptions.forTarget(account, new Random(5)).withName("Ada");
    facts = PerformingStudent.on(account, options).doTheLab();
    hireGrader();
  }

  @AfterAll
  static void stop() {
    account.close();
    simulator.close();
  }

  /** A user of another account, who may assume roles and nothing else. */
  private static void hireGrader() {
    SimulatedAccount other = simulator.newAccount("university");
    graderAccount = other.id();
    try (Target university = simulator.target(other, WAIT)) {
      IamClient iam = university.clients().iam();
      iam.createUser(user -> user.userName("grader"));
      iam.putUserPolicy(
          policy ->
              policy
                  .userName("grader")
                  .policyName("assume")
                  .policyDocument(
                      """
                      {"Version": "2012-10-17", "Statement": [
                        {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}]}
                      """));
      AccessKey key = iam.createAccessKey(user -> user.userName("grader")).accessKey();
      grader = new AccessKeys(key.accessKeyId(), key.secretAccessKey(), Optional.empty());
    }
  }

  @Test
  void withThatPolicyTheWholeLabIsGradedAndNoneOfItIsSpare() throws IOException {
    role("Whole", EXTERNAL_ID);
    deliverDigest();
    SdkCalls.forget();

    Grade grade = grade("Whole");

    assertThat(grade.checks())
        .filteredOn(check -> check.outcome() != Outcome.PASS)
        .extracting(check -> check.item().name(), Check::found)
        .isEmpty();
    assertThat(grade.score()).isEqualByComparingTo("100").isEqualTo(grade.maximum());
    assertThat(taken()).isEqualTo(allowed());
    assertThat(allowed()).allMatch(action -> action.matches("\\w+:(Describe|Get|List|Lookup)\\w*"));
    assertThat(writesOfTheGrader()).isEmpty();
  }

  @Test
  void aPolicyTakenAwayLeavesThePointsOpenAndSaysSo() throws IOException {
    String name = role("Withdrawn", EXTERNAL_ID);
    account
        .clients()
        .iam()
        .deleteRolePolicy(policy -> policy.roleName(name).policyName("trailmark"));

    Grade grade = grade("Withdrawn");

    assertThat(grade.failed()).isFalse();
    assertThat(grade.decided()).isFalse();
    assertThat(grade.score().add(grade.open())).isEqualByComparingTo("100");
    assertThat(grade.checks())
        .filteredOn(check -> check.outcome() == Outcome.INDETERMINATE)
        .isNotEmpty()
        .allMatch(check -> check.found().contains("access was withdrawn or never given"))
        .anyMatch(check -> check.found().contains("denies the grader kms:DescribeKey"));
  }

  @Test
  void aSinglePermissionTakenAwayCostsNothingElse() throws IOException {
    String name = role("Narrowed", EXTERNAL_ID);
    put(name, policy().replace("\"s3:GetBucketPolicy\",", ""));

    Grade grade = grade("Narrowed");

    assertThat(grade.failed()).isFalse();
    assertThat(grade.checks())
        .filteredOn(check -> check.outcome() != Outcome.PASS)
        .isNotEmpty()
        .allMatch(check -> check.found().contains("denies the grader s3:GetBucketPolicy"));
  }

  @Test
  void aRoleThatIsGoneIsNoZero() throws IOException {
    String name = role("Gone", EXTERNAL_ID);
    account
        .clients()
        .iam()
        .deleteRolePolicy(policy -> policy.roleName(name).policyName("trailmark"));
    account.clients().iam().deleteRole(role -> role.roleName(name));

    assertNotGraded(grade("Gone"));
  }

  @Test
  void aRoleThatTrustsAnotherExternalIdIsNoZero() throws IOException {
    role("Other", "class-8-bob");

    assertNotGraded(grade("Other"));
  }

  private static void assertNotGraded(Grade grade) {
    assertThat(grade.problem().orElseThrow())
        .contains("cannot be assumed")
        .contains("access was withdrawn or never given");
    assertThat(grade.decided()).isFalse();
    assertThat(grade.failed()).isFalse();
    assertThat(grade.open()).isEqualByComparingTo("100");
  }

  private static String role(String name, String externalId) throws IOException {
    String trust =
        Files.readString(DOCS.resolve("grading-trust-policy.json"))
            .replace("GRADER_ACCOUNT", graderAccount)
            .replace("EXTERNAL_ID", externalId);
    account.clients().iam().createRole(role -> role.roleName(name).assumeRolePolicyDocument(trust));
    put(name, policy());
    return name;
  }

  private static void put(String role, String policy) {
    account
        .clients()
        .iam()
        .putRolePolicy(
            request -> request.roleName(role).policyName("trailmark").policyDocument(policy));
  }

  private static String policy() throws IOException {
    return Files.readString(DOCS.resolve("grading-policy.json"))
        .replace("BUCKET", facts.bucket().orElseThrow());
  }

  /** A digest of this hour, so that the grader has a signature to look for a key for. */
  private static void deliverDigest() {
    String bucket = facts.bucket().orElseThrow();
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(50));
    DigestMaker.Made digest = new DigestMaker(5, bucket, id, start).hour(0).digest(0);
    account
        .clients()
        .s3()
        .putObject(
            put ->
                put.bucket(bucket)
                    .key(digest.key())
                    .metadata(Map.of("signature", digest.signature())),
            RequestBody.fromBytes(digest.gzip()));
  }

  private Grade grade(String role) {
    Access access =
        new Access(
            Optional.of(simulator.endpoint()),
            "us-east-1",
            Optional.empty(),
            Optional.of(grader),
            Optional.of(
                new RoleToAssume(
                    "arn:aws:iam::%s:role/%s".formatted(id, role), Optional.of(EXTERNAL_ID))));
    Submission submission =
        new Submission(
            "ada",
            Path.of("ada", "submission.yaml"),
            facts.student(),
            access,
            facts.keyId(),
            facts.trail(),
            facts.bucket(),
            facts.object(),
            facts.uploadTime(),
            facts.answers());
    Candidate candidate =
        new Candidate(
            "ada",
            "Ada",
            Optional.empty(),
            new StudentAccount(submission, Optional.of(WAIT), Clock.systemUTC(), Progress.SILENT));
    return new Grader(
            new FeatureRun(Features.graded(), results), Clock.systemUTC(), Progress.SILENT)
        .grade(List.of(candidate), 1, Duration.ofMinutes(5))
        .grades()
        .get(0);
  }

  /** The permissions that the calls since then took. */
  private static Set<String> taken() {
    return SdkCalls.sent().stream()
        .filter(call -> call.userAgent().contains(Target.OBSERVER))
        .map(call -> call.service().toLowerCase(java.util.Locale.ROOT) + ":" + call.operation())
        .filter(call -> !FREE.contains(call))
        .map(call -> PERMISSIONS.getOrDefault(call, call))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> allowed() throws IOException {
    Set<String> actions = new TreeSet<>();
    for (JsonNode statement : JSON.readTree(policy()).path("Statement")) {
      statement.path("Action").forEach(action -> actions.add(action.asText()));
    }
    return actions;
  }

  private static List<String> writesOfTheGrader() {
    return account
        .clients()
        .cloudTrail()
        .lookupEventsPaginator(
            request ->
                request.lookupAttributes(
                    by ->
                        by.attributeKey(LookupAttributeKey.USERNAME)
                            .attributeValue("trailmark-grader")))
        .events()
        .stream()
        .filter(event -> !event.readOnly().equals("true"))
        .map(event -> event.eventName())
        .toList();
  }
}

package dev.trailmark.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.target.BundledSimulator;
import dev.trailmark.target.SimulatedAccount;
import dev.trailmark.target.Target;
import dev.trailmark.target.TargetKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** The lab performed on the bundled simulator, and the account then observed by a grader. */
class LabOnSimulatorTest {

  private static final Duration WAIT = TargetKind.REFERENCE.defaultLogWait();

  @AutoClose private static BundledSimulator simulator;

  @BeforeAll
  static void start() {
    simulator = BundledSimulator.start("us-east-1", Duration.ofSeconds(1));
  }

  /** One account with the lab done in it. */
  private record Done(Target target, SubmittedFacts handIn) implements AutoCloseable {

    static Done in(String name, Fault... faults) {
      SimulatedAccount account = simulator.newAccount(name);
      Target target = simulator.target(account, WAIT);
      LabOptions options = LabOptions.forTarget(target, new Random(name.hashCode())).withName(name);
      PerformingStudent student = PerformingStudent.on(target, options.withFaults(Set.of(faults)));
      return new Done(target, student.doTheLab());
    }

    ObservedStudent observed() {
      return observed(handIn);
    }

    ObservedStudent observed(SubmittedFacts facts) {
      return ObservedStudent.of(target, facts, Progress.SILENT);
    }

    @Override
    public void close() {
      target.close();
    }
  }

  @Test
  void everythingThatTheLabAsksForIsFoundInTheAccountAfterwards() {
    try (Done done = Done.in("whole")) {
      ObservedStudent student = done.observed();

      String principal = student.principal().value().orElseThrow();
      assertThat(principal).contains(":role/AWSLabsUser-");
      assertThat(student.keyPolicy().value().orElseThrow().users()).contains(principal);
      assertThat(student.recordedKeyId().strength()).isEqualTo(Strength.WITNESSED);
      assertThat(student.recordedUploadTime().strength()).isEqualTo(Strength.WITNESSED);
      assertThat(student.logging().value()).contains(true);
      assertThat(student.selectors().value())
          .hasValueSatisfying(
              selectors -> {
                assertThat(selectors.management()).isTrue();
                assertThat(selectors.s3Data()).isTrue();
              });
      assertThat(student.signedRead().value()).contains(ReadOutcome.OPENED);
      assertThat(student.unsignedReadWhilePrivate().value().orElseThrow().status()).isEqualTo(403);
      assertThat(student.unsignedReadOncePublic().value().orElseThrow().message())
          .contains("require AWS Signature Version 4");
      assertThat(student.keyUse().value()).isPresent();
      assertThat(student.uploadRecord().value()).isPresent();
      assertThat(student.logsAfterUpload().value().orElseThrow()).isNotEmpty();
      assertThat(student.keyPolicyHistory().value().orElseThrow().restoring(principal)).isPresent();
    }
  }

  @Test
  void gradingLeavesNoEvidenceBehind() {
    try (Done done = Done.in("twice")) {
      ObservedStudent first = done.observed();
      int before = versions(first);

      first.signedRead();
      first.unsignedReadWhilePrivate();

      assertThat(versions(done.observed())).isEqualTo(before);
      assertThat(done.observed().signedRead().source()).isEqualTo(first.signedRead().source());
    }
  }

  @Test
  void gradingOnlyReads() {
    try (Done done = Done.in("watched")) {
      ObservedStudent student = done.observed();
      student.keyPolicyHistory();
      student.publicAccess();
      student.insights();

      assertThat(changes(done.target()))
          .isNotEmpty()
          .noneMatch(event -> event.contains(Target.OBSERVER));
    }
  }

  private static List<String> changes(Target target) {
    return target
        .clients()
        .cloudTrail()
        .lookupEventsPaginator(
            request ->
                request.lookupAttributes(
                    attribute ->
                        attribute
                            .attributeKey(LookupAttributeKey.READ_ONLY)
                            .attributeValue("false")))
        .events()
        .stream()
        .map(Event::cloudTrailEvent)
        .toList();
  }

  private static int versions(ObservedStudent student) {
    return student.keyPolicyHistory().value().orElseThrow().versions().size();
  }

  @Test
  void skippingTask6LosesTask6Alone() {
    try (Done done = Done.in("skipped", Fault.TASK_6_SKIPPED)) {
      ObservedStudent student = done.observed();
      String principal = student.principal().value().orElseThrow();

      assertThat(student.keyPolicyHistory().value().orElseThrow().withoutUser(principal)).isEmpty();
      assertThat(student.keyUse().holds()).isTrue();
      assertThat(student.unsignedReadOncePublic().value().orElseThrow().code())
          .isEqualTo("InvalidArgument");
    }
  }

  @Test
  void withoutSseKmsTheLossesOfTasks4And5AreBlamedOnTask3() {
    try (Done done = Done.in("plain", Fault.IMAGE_WITHOUT_SSE_KMS)) {
      ObservedStudent student = done.observed();

      assertThat(student.image().value().orElseThrow().encryption()).isEqualTo("AES256");
      assertThat(student.unsignedReadOncePublic().value()).contains(ReadOutcome.OPENED);
      assertThat(student.unsignedReadOncePublic().cause()).contains("task 3's encryption");
      assertThat(student.keyUse().strength()).isEqualTo(Strength.ABSENT);
      assertThat(student.keyUse().cause()).contains("task 3's encryption");
      assertThat(student.uploadRecord().holds()).isTrue();
      assertThat(student.unsignedReadWhilePrivate().holds()).isTrue();
    }
  }

  @Test
  void whatTheTrailDoesNotRecordIsBlamedOnTask2AndNotWaitedFor() {
    try (Target target = simulator.target(simulator.newAccount("unseen"), WAIT)) {
      PerformingStudent performing =
          PerformingStudent.on(target, LabOptions.forTarget(target, new Random(7)));
      String trail = performing.trail().value().orElseThrow().name();
      target
          .clients()
          .cloudTrail()
          .putEventSelectors(
              request ->
                  request
                      .trailName(trail)
                      .eventSelectors(
                          all -> all.readWriteType("All").includeManagementEvents(true)));
      List<String> told = new ArrayList<>();
      ObservedStudent student = ObservedStudent.of(target, performing.doTheLab(), told::add);

      assertThat(student.signedRead().cause()).contains("task 2's data events");
      assertThat(student.unsignedReadOncePublic().cause()).contains("task 2's data events");
      assertThat(student.uploadRecord().hint()).contains("select Data events for S3");
      assertThat(told).noneMatch(line -> line.contains("Waiting"));
      assertThat(student.keyUse().holds()).isTrue();
    }
  }

  @Test
  void claimsThatTheAccountContradictsAreSaidToBeContradicted() {
    try (Done done = Done.in("liar")) {
      SubmittedFacts claims =
          new SubmittedFacts(
              "liar",
              "submission.yaml",
              Optional.of("00000000-0000-4000-8000-000000000000"),
              done.handIn().trail(),
              Optional.of("another-bucket"),
              done.handIn().object(),
              Optional.of(Instant.parse("2020-01-01T00:00:00Z")),
              Map.of());
      ObservedStudent student = done.observed(claims);

      assertThat(student.recordedKeyId().strength()).isEqualTo(Strength.CONTRADICTED);
      assertThat(student.image().strength()).isEqualTo(Strength.ABSENT);
      assertThat(student.image().found()).contains("another-bucket");
      assertThat(student.answer(1).strength()).isEqualTo(Strength.ABSENT);
    }
  }

  @Test
  void anImageThatWasNotNamedIsFoundInTheTrailsBucket() {
    try (Done done = Done.in("terse")) {
      ObservedStudent student = done.observed(SubmittedFacts.none("terse", "submission.yaml"));

      assertThat(student.image().value().orElseThrow().key()).isEqualTo("eiffel.png");
      assertThat(student.recordedUploadTime().strength()).isEqualTo(Strength.ABSENT);
    }
  }

  @Test
  void anImageInAnotherBucketIsNamedWithThatBucketAndNotWaitedFor() {
    try (Target target = simulator.target(simulator.newAccount("astray"), WAIT)) {
      PerformingStudent performing =
          PerformingStudent.on(target, LabOptions.forTarget(target, new Random(8)));
      TrailFacts trail = performing.trail().value().orElseThrow();
      target.clients().s3().createBucket(bucket -> bucket.bucket("holiday-photos"));
      upload(target, performing.key().value().orElseThrow(), "holiday-photos");
      List<String> told = new ArrayList<>();
      SubmittedFacts nothing = SubmittedFacts.none("astray", "submission.yaml");

      Finding<ImageFacts> image = ObservedStudent.of(target, nothing, told::add).image();

      assertThat(image.strength()).isEqualTo(Strength.ABSENT);
      assertThat(image.explanation())
          .startsWith("no image in the bucket; ")
          .contains("holiday-photos");
      assertThat(image.hint())
          .isEqualTo("upload the image into the trail's bucket, " + trail.bucket());
      assertThat(told).noneMatch(line -> line.contains("Waiting"));
    }
  }

  private static void upload(Target target, KeyFacts key, String bucket) {
    target
        .clients()
        .s3()
        .putObject(
            image ->
                image
                    .bucket(bucket)
                    .key("eiffel.png")
                    .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                    .ssekmsKeyId(key.arn()),
            RequestBody.fromBytes(LabFiles.image()));
  }

  @Test
  void anyOneTaskCanBePerformedAloneWithWhatItNeeds() {
    try (Target target = simulator.target(simulator.newAccount("alone"), WAIT)) {
      List<String> told = new ArrayList<>();
      PerformingStudent student =
          PerformingStudent.on(
              target, LabOptions.forTarget(target, new Random(6)).withProgress(told::add));

      assertThat(student.readWhileRemoved().value().orElseThrow().code()).isEqualTo("AccessDenied");
      assertThat(student.readOnceRestored().value()).contains(ReadOutcome.OPENED);
      assertThat(told).anyMatch(line -> line.startsWith("Made trail myTrail"));
    }
  }
}

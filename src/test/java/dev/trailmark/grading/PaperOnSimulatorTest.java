package dev.trailmark.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.integrity.KeySource;
import dev.trailmark.lab.LabOptions;
import dev.trailmark.lab.PerformingStudent;
import dev.trailmark.lab.Progress;
import dev.trailmark.lab.Strength;
import dev.trailmark.lab.Student;
import dev.trailmark.lab.SubmittedFacts;
import dev.trailmark.marks.Check;
import dev.trailmark.marks.Flag;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Outcome;
import dev.trailmark.submission.HandedIn;
import dev.trailmark.target.BundledSimulator;
import dev.trailmark.target.SimulatedAccount;
import dev.trailmark.target.Target;
import dev.trailmark.target.TargetKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The lab done on the simulator, handed in as files, and graded without the simulator. */
class PaperOnSimulatorTest {

  @TempDir static Path papers;

  private static String bucket;

  @BeforeAll
  static void doTheLabAndDownloadItsEvidence() throws IOException {
    try (BundledSimulator simulator = BundledSimulator.start("us-east-1", Duration.ofSeconds(1))) {
      SimulatedAccount account = simulator.newAccount("paper");
      try (Target target = simulator.target(account, TargetKind.REFERENCE.defaultLogWait());
          PerformingStudent student =
              PerformingStudent.on(target, LabOptions.forTarget(target, new Random(7)))) {
        SubmittedFacts done = student.doTheLab();
        bucket = done.bucket().orElseThrow();
        notes(done);
        key(target.observer().kms(), done.keyId().orElseThrow());
        // Set before the trail records anything, as the console does too.
        Files.writeString(
            papers.resolve("insights.json"),
            "{\"InsightSelectors\":[{\"InsightType\":\"ApiCallRateInsight\"},"
                + "{\"InsightType\":\"ApiErrorRateInsight\"}]}");
        Awaitility.await()
            .pollInterval(Duration.ofSeconds(1))
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> {
                  // Without other calls, CloudTrail's own wait for minutes to be delivered.
                  target.observer().kms().listKeys();
                  return logs(target.observer().s3(), bucket)
                      && restoredIn(papers)
                      && deliveryIsRecordedIn(papers);
                });
      }
    }
  }

  private static void notes(SubmittedFacts done) throws IOException {
    StringBuilder text = new StringBuilder("# My lab\r\n\r\n");
    text.append("Key ID: ").append(done.keyId().orElseThrow()).append("\r\n\r\n");
    text.append("Last modified: ").append(done.uploadTime().orElseThrow()).append("\r\n\r\n");
    text.append(
        "URL: https://%s.s3.us-east-1.amazonaws.com/%s\r\n\r\n"
            .formatted(done.bucket().orElseThrow(), done.object().orElseThrow()));
    text.append("# Answers\r\n\r\n");
    done.answers().forEach((number, answer) -> text.append(number + ". " + answer + "\r\n"));
    Files.writeString(papers.resolve("Report.MD"), "\uFEFF" + text);
  }

  /** What {@code describe-key} and {@code list-aliases} print; the key is older than the trail. */
  private static void key(KmsClient kms, String id) throws IOException {
    KeyMetadata key = kms.describeKey(request -> request.keyId(id)).keyMetadata();
    Files.writeString(
        papers.resolve("describe-key.json"),
        """
        {
            "KeyMetadata": {
                "KeyId": "%s",
                "Arn": "%s",
                "Description": "%s",
                "KeySpec": "%s",
                "KeyUsage": "%s",
                "KeyState": "%s",
                "KeyManager": "%s"
            }
        }
        """
            .formatted(
                key.keyId(),
                key.arn(),
                key.description(),
                key.keySpecAsString(),
                key.keyUsageAsString(),
                key.keyStateAsString(),
                key.keyManagerAsString()));
    Files.writeString(
        papers.resolve("aliases.json"),
        "{\"Aliases\":[{\"AliasName\":\"%s\",\"TargetKeyId\":\"%s\"}]}"
            .formatted(
                kms.listAliases(request -> request.keyId(id)).aliases().get(0).aliasName(), id));
  }

  private static boolean logs(S3Client s3, String from) throws IOException {
    for (S3Object object :
        s3.listObjectsV2Paginator(request -> request.bucket(from).prefix("AWSLogs/")).contents()) {
      Path file = papers.resolve(object.key());
      if (object.size() > 0 && !Files.exists(file)) {
        Files.createDirectories(file.getParent());
        Files.write(
            file,
            s3.getObjectAsBytes(request -> request.bucket(from).key(object.key())).asByteArray());
      }
    }
    return Files.isDirectory(papers.resolve("AWSLogs"));
  }

  private static boolean restoredIn(Path place) throws Candidate.Unreachable {
    Student student = work(place).open().student();
    return student
        .principal()
        .value()
        .flatMap(
            user -> student.keyPolicyHistory().value().flatMap(history -> history.restoring(user)))
        .isPresent();
  }

  /** Whether a log shows CloudTrail writing to the trail's bucket. */
  private static boolean deliveryIsRecordedIn(Path place) throws Candidate.Unreachable {
    return work(place).open().student().trail().strength() == Strength.WITNESSED;
  }

  private static PaperWork work(Path place) {
    return new PaperWork(new HandedIn("ada", place, Optional.empty()), KeySource.none());
  }

  @Test
  void everythingIsFoundAndOnlyWhatNoLogShowsIsClaimed(@TempDir Path results) {
    Grade grade = grade(results, papers).grades().get(0);

    assertThat(grade.checks())
        .allSatisfy(
            check -> assertThat(check.outcome()).as(check.toString()).isEqualTo(Outcome.PASS));
    assertThat(grade.checks())
        .filteredOn(Check::claimed)
        .extracting(check -> check.item().name())
        .containsExactlyInAnyOrder(
            "The key has the alias that the lab gives it",
            "The key says what it is for",
            "The trail watches for unusual activity");
    assertThat(grade.weaknesses()).singleElement().asString().contains("log files were changed");
  }

  @Test
  void theSameWorkHandedInTwiceIsFlagged(@TempDir Path other, @TempDir Path results)
      throws IOException {
    try (var files = Files.walk(papers)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = other.resolve(file.getFileName().toString());
        Files.copy(file, copy);
      }
    }

    assertThat(grade(results, papers, other).flags())
        .extracting(Flag::kind)
        .contains("same key ID", "same log file", "same request");
  }

  @Test
  void whatTheNotesSayOtherwiseIsToldWithTheRecordThatShowsIt(
      @TempDir Path other, @TempDir Path results) throws IOException {
    try (var files = Files.walk(papers)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json.gz")).toList()) {
        Files.copy(file, other.resolve(file.getFileName().toString()));
      }
    }
    Files.writeString(
        other.resolve("notes.txt"),
        "Key ID: aaaaaaaa-279a-41b2-bcb1-b4b2cdcb76db\nLast modified: 2020-01-01T00:00:00Z\n");

    GradeBook book = grade(results, other);

    assertThat(book.flags()).extracting(Flag::kind).containsExactly("two keys", "two times");
    assertThat(book.flags().get(0).places().get(0)).isEqualTo("notes.txt:1");
    assertThat(book.flags().get(0).places().get(1)).contains(".json.gz, record ");
    assertThat(book.grades().get(0).checks())
        .filteredOn(check -> check.item().name().endsWith("written down"))
        .allSatisfy(check -> assertThat(check.outcome()).isEqualTo(Outcome.FAIL));
  }

  private static GradeBook grade(Path results, Path... places) {
    List<Candidate> candidates = new java.util.ArrayList<>();
    for (Path place : places) {
      String id = "student-" + candidates.size();
      candidates.add(
          new Candidate(
              id,
              id,
              Optional.empty(),
              new PaperWork(new HandedIn(id, place, Optional.empty()), KeySource.none())));
    }
    return new Grader(
            new FeatureRun(Features.graded(), results),
            InstantSource.fixed(Instant.EPOCH),
            Progress.SILENT)
        .grade(candidates, 1, Duration.ofMinutes(5));
  }
}

package dev.trailmark.bench;

import dev.trailmark.lab.LabOptions;
import dev.trailmark.lab.PerformingStudent;
import dev.trailmark.lab.SubmittedFacts;
import dev.trailmark.submission.Access;
import dev.trailmark.submission.AccessKeys;
import dev.trailmark.submission.Submission;
import dev.trailmark.submission.SubmissionWriter;
import dev.trailmark.target.BundledSimulator;
import dev.trailmark.target.SimulatedAccount;
import dev.trailmark.target.Target;
import dev.trailmark.target.TargetSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** A class that did the lab in accounts of one simulator. */
final class LiveClass {
  private static final Duration LOG_WAIT = Duration.ofSeconds(30);

  private LiveClass() {}

  /** Does the lab in so many accounts, and writes the submissions that point to them. */
  static void write(BundledSimulator simulator, Path folder, int count) {
    IntStream.rangeClosed(1, count)
        .parallel()
        .forEach(
            number -> {
              String id = "student-%04d".formatted(number);
              SimulatedAccount account = simulator.newAccount(id);
              try (Target target = simulator.target(account, LOG_WAIT);
                  PerformingStudent student =
                      PerformingStudent.on(
                          target, LabOptions.forTarget(target, new Random(number)).withName(id))) {
                SubmissionWriter.write(
                    submission(
                        folder.resolve(id + ".yaml"), id, simulator, account, student.doTheLab()));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private static Submission submission(
      Path file,
      String id,
      BundledSimulator simulator,
      SimulatedAccount account,
      SubmittedFacts done) {
    AwsCredentials root = account.root().resolveCredentials();
    Access access =
        new Access(
            Optional.of(simulator.endpoint()),
            TargetSettings.DEFAULT_REGION,
            Optional.empty(),
            Optional.of(
                new AccessKeys(root.accessKeyId(), root.secretAccessKey(), Optional.empty())),
            Optional.empty());
    return new Submission(
        id,
        file,
        id,
        access,
        done.keyId(),
        done.trail(),
        done.bucket(),
        done.object(),
        done.uploadTime(),
        done.answers());
  }
}

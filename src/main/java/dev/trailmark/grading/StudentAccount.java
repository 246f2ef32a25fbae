package dev.trailmark.grading;

import dev.trailmark.grading.Candidate.Unreachable;
import dev.trailmark.lab.ObservedStudent;
import dev.trailmark.lab.Progress;
import dev.trailmark.lab.SubmittedFacts;
import dev.trailmark.steps.LaunchContext;
import dev.trailmark.submission.Access;
import dev.trailmark.submission.AccessKeys;
import dev.trailmark.submission.ContentHash;
import dev.trailmark.submission.RoleToAssume;
import dev.trailmark.submission.Submission;
import dev.trailmark.target.CallerIdentity;
import dev.trailmark.target.Reply;
import dev.trailmark.target.Target;
import dev.trailmark.target.TargetSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The account that a submission points to, opened for reading what the student did in it. */
public final class StudentAccount implements Candidate.Work {
  private static final String SESSION = "trailmark-grader";

  private final Submission submission;
  private final Optional<Duration> logWait;
  private final Clock clock;
  private final Progress progress;

  /**
   * The account of a submission.
   *
   * @param submission what was handed in
   * @param logWait how long to wait for log files; the target's own measure when empty
   * @param clock the clock that waits and signatures go by
   * @param progress hears of waiting
   */
  public StudentAccount(
      Submission submission, Optional<Duration> logWait, Clock clock, Progress progress) {
    this.submission = submission;
    this.logWait = logWait;
    this.clock = clock;
    this.progress = progress;
  }

  /** What the student says; what is in the account no hash tells. */
  @Override
  public Optional<String> hash() {
    try {
      return Optional.of(ContentHash.of(submission.file()));
    } catch (IOException e) {
      // In a zip: its own name for the file is all there is.
      return Optional.empty();
    }
  }

  @Override
  public LaunchContext open() throws Unreachable {
    Target target = target();
    try {
      requireAnswer(target);
      return LaunchContext.on(
          submission.id(), target, ObservedStudent.of(target, facts(), progress));
    } catch (Unreachable | RuntimeException e) {
      target.close();
      throw e;
    }
  }

  private Target target() throws Unreachable {
    Access access = submission.access();
    TargetSettings settings =
        access
            .endpoint()
            .map(TargetSettings::endpoint)
            .orElseGet(TargetSettings::aws)
            .withRegion(access.region());
    if (logWait.isPresent()) {
      settings = settings.withLogWait(logWait.get());
    }
    Optional<AwsCredentialsProvider> credentials = credentials(access);
    if (credentials.isPresent()) {
      settings = settings.withCredentials(credentials.get());
    }
    if (access.role().isPresent()) {
      settings = settings.withCredentials(assumed(settings, access.role().get()));
    }
    return opened(settings);
  }

  private Target opened(TargetSettings settings) throws Unreachable {
    try {
      return Target.open(settings, clock);
    } catch (IllegalArgumentException e) {
      throw problem(e.getMessage(), e);
    }
  }

  private Optional<AwsCredentialsProvider> credentials(Access access) throws Unreachable {
    if (access.profile().isPresent()) {
      String name = access.profile().get();
      if (ProfileFile.defaultProfileFile().profile(name).isEmpty()) {
        throw problem("no AWS profile \"" + name + "\"; add it to ~/.aws/config", null);
      }
      return Optional.of(ProfileCredentialsProvider.create(name));
    }
    return access.keys().map(keys -> StaticCredentialsProvider.create(credentials(keys)));
  }

  private static AwsCredentials credentials(AccessKeys keys) {
    return keys.sessionToken()
        .<AwsCredentials>map(
            token ->
                AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), token))
        .orElseGet(() -> AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()));
  }

  private AwsCredentialsProvider assumed(TargetSettings settings, RoleToAssume role)
      throws Unreachable {
    Reply<Credentials> reply;
    try (Target target = opened(settings)) {
      reply =
          target.ask(
              "sts:AssumeRole",
              () ->
                  target
                      .observer()
                      .sts()
                      .assumeRole(
                          request ->
                              request
                                  .roleArn(role.arn())
                                  .roleSessionName(SESSION)
                                  .externalId(role.externalId().orElse(null)))
                      .credentials());
    }
    if (reply instanceof Reply.Answered<Credentials> answered) {
      Credentials session = answered.value();
      return StaticCredentialsProvider.create(
          AwsSessionCredentials.create(
              session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
    }
    if (reply instanceof Reply.Unanswered<Credentials> silence) {
      throw silent(silence);
    }
    throw problem(
        "role %s cannot be assumed (%s); access was withdrawn or never given: the role is gone, or"
                .formatted(role.arn(), reply.refusal().orElseThrow())
            + " does not trust the grader with this external ID, see docs/GRADING-AN-ACCOUNT.md",
        null);
  }

  /** One call tells an unreachable endpoint and wrong keys before every check says the same. */
  private void requireAnswer(Target target) throws Unreachable {
    Reply<CallerIdentity> identity = target.identity();
    if (identity instanceof Reply.Unanswered<CallerIdentity> silence) {
      throw new Unreachable(submission.file() + ": " + silence.reason(), null, silence.passing());
    }
  }

  private SubmittedFacts facts() {
    return new SubmittedFacts(
        submission.student(),
        submission.file().toString(),
        submission.keyId(),
        submission.trail(),
        submission.bucket(),
        submission.object(),
        submission.uploadedAt(),
        submission.answers());
  }

  /** What may be over in a moment is tried again. */
  private Unreachable silent(Reply.Unanswered<?> silence) {
    return new Unreachable(submission.file() + ": " + silence.reason(), null, silence.passing());
  }

  private Unreachable problem(String message, Throwable cause) {
    return new Unreachable(submission.file() + ": " + message, cause);
  }
}

package dev.trailmark.lab;

import dev.trailmark.target.AwsClients;
import dev.trailmark.target.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A student who does the lab: each task once, when the first of its facts is asked for, earlier
 * tasks first. Signed in as the lab's role where the target has IAM and STS, else as the caller.
 */
public final class PerformingStudent extends LabStudent {

  private final LabOptions options;
  private final Cleanup cleanup;

  private final Once<SignIn.Session> session;
  private final Once<KeyTask.Key> keyTask;
  private final Once<TrailTask.MadeTrail> trailTask;
  private final Once<ImageTask.Image> imageTask;
  private final Once<AccessTask.Reads> accessTask;
  private final Once<KeyUserTask.Changes> keyUserTask;

  private PerformingStudent(Target target, Ask ask, LabOptions options) {
    super(target, ask, options.progress());
    this.options = options;
    this.cleanup = new Cleanup(target, options.progress());
    session = task(0, () -> signIn(ask));
    keyTask = task(1, () -> new KeyTask(ask, session(), options, cleanup).perform());
    trailTask = task(2, () -> new TrailTask(ask, session(), options, cleanup, target).perform());
    imageTask = task(3, this::uploadImage);
    accessTask = task(4, this::openImage);
    keyUserTask = task(6, this::changeKeyUsers);
  }

  /** A student who is about to do the lab on the target; nothing is done yet. */
  public static PerformingStudent on(Target target, LabOptions options) {
    return new PerformingStudent(target, new Ask(target, false), options);
  }

  private static <T> Once<T> task(int number, Supplier<T> work) {
    return new Once<>(
        () -> {
          try {
            return work.get();
          } catch (TaskRefusedException e) {
            throw e.in(number);
          }
        });
  }

  private SignIn.Session signIn(Ask ask) {
    SignIn.Session signedIn = new SignIn(ask, target(), cleanup, options.suffix()).session();
    signedIn.weaknesses().forEach(this::say);
    return signedIn;
  }

  SignIn.Session session() {
    return session.get();
  }

  private ImageTask.Image uploadImage() {
    KeyTask.Key made = keyTask.get();
    TrailTask.MadeTrail trail = trailTask.get();
    return new ImageTask(ask(), session(), options).perform(made, trail);
  }

  private AccessTask.Reads openImage() {
    return new AccessTask(ask(), session(), target()).perform(imageTask.get());
  }

  private KeyUserTask.Changes changeKeyUsers() {
    KeyUserTask task = new KeyUserTask(ask(), session(), target());
    if (options.faults().contains(Fault.TASK_6_SKIPPED)) {
      return task.skip(keyTask.get());
    }
    accessTask.get();
    AccessTask reads = new AccessTask(ask(), session(), target());
    return task.perform(keyTask.get(), () -> reads.readSigned(imageTask.get()));
  }

  /**
   * Does every task that was not done yet.
   *
   * @return what a student would hand in afterwards
   * @throws IndeterminateException when the target could not be asked, or refused a task
   */
  public synchronized SubmittedFacts doTheLab() {
    try {
      keyUserTask.get();
      accessTask.get();
    } catch (TaskRefusedException e) {
      throw new IndeterminateException(
          "%s refused %s: %s; the lab cannot be done there"
              .formatted(target().describe(), e.call(), e.getMessage()));
    }
    return handIn();
  }

  /** What this student hands in: everything that was done so far. */
  public synchronized SubmittedFacts handIn() {
    return new SubmittedFacts(
        options.name(),
        "the lab as performed",
        recordedKeyId().value(),
        trail().value().map(TrailFacts::name),
        trail().value().map(TrailFacts::bucket),
        image().value().map(ImageFacts::key),
        recordedUploadTime().value(),
        options.answers());
  }

  @Override
  public String name() {
    return options.name();
  }

  @Override
  public boolean performs() {
    return true;
  }

  @Override
  public LabNames names() {
    return options.names();
  }

  /** Those of the sign-in; without one, the checks themselves say what they lack. */
  @Override
  public synchronized List<String> weaknesses() {
    return session.value().map(SignIn.Session::weaknesses).orElse(List.of());
  }

  @Override
  AwsClients reading() {
    return session().clients();
  }

  @Override
  public synchronized Finding<String> principal() {
    return done(0, session, SignIn.Session::principal, "the student's sign-in");
  }

  @Override
  Finding<KeyFacts> findKey() {
    return done(1, keyTask, KeyTask.Key::id, "kms:CreateKey").then(id -> account().key(id));
  }

  @Override
  public synchronized Finding<String> recordedKeyId() {
    return done(1, keyTask, KeyTask.Key::id, "kms:CreateKey");
  }

  @Override
  Finding<TrailFacts> findTrail() {
    return done(2, trailTask, TrailTask.MadeTrail::arn, "cloudtrail:CreateTrail")
        .then(arn -> trails().trail(arn));
  }

  @Override
  public synchronized Finding<Boolean> logging() {
    return afterRefusal(super.logging(), "cloudtrail:StartLogging");
  }

  @Override
  public synchronized Finding<SelectorFacts> selectors() {
    return afterRefusal(super.selectors(), "cloudtrail:PutEventSelectors");
  }

  @Override
  public synchronized Finding<Set<String>> insights() {
    return afterRefusal(super.insights(), "cloudtrail:PutInsightSelectors");
  }

  private <T> Finding<T> afterRefusal(Finding<T> finding, String call) {
    return finding.holds() ? explain(finding, trailTask.get().refused(), call) : finding;
  }

  private static <T> Finding<T> explain(
      Finding<T> finding, Map<String, String> refused, String call) {
    return Optional.ofNullable(refused.get(call))
        .map(words -> finding.explained("%s was refused: %s".formatted(call, words)))
        .orElse(finding);
  }

  @Override
  Finding<ImageFacts> findImage() {
    return done(3, imageTask, Function.identity(), "s3:PutObject")
        .then(made -> images().image(made.bucket(), made.key()));
  }

  @Override
  public synchronized Finding<Instant> recordedUploadTime() {
    return image().map(ImageFacts::lastModified);
  }

  @Override
  public synchronized Finding<ReadOutcome> signedRead() {
    return done(4, accessTask, AccessTask.Reads::signed, "s3:GetObject as the student");
  }

  @Override
  public synchronized Finding<ReadOutcome> unsignedReadWhilePrivate() {
    return done(4, accessTask, AccessTask.Reads::whilePrivate, "an unsigned GET of the image");
  }

  @Override
  public synchronized Finding<PublicAccess> publicAccess() {
    Finding<AccessTask.Reads> reads = done(4, accessTask, Function.identity(), "s3:PutObjectAcl");
    return reads.then(
        done -> {
          Finding<PublicAccess> access = super.publicAccess();
          return done.refused().isEmpty() ? access : access.explained("refused: " + done.refused());
        });
  }

  @Override
  public synchronized Finding<ReadOutcome> unsignedReadOncePublic() {
    return blameEncryption(
        done(4, accessTask, AccessTask.Reads::oncePublic, "an unsigned GET of the image"));
  }

  @Override
  public synchronized Finding<KeyPolicyHistory> keyPolicyHistory() {
    return done(6, keyUserTask, KeyUserTask.Changes::history, "kms:GetKeyPolicy over time");
  }

  @Override
  public synchronized Finding<ReadOutcome> readWhileRemoved() {
    return read(KeyUserTask.Changes::whileRemoved);
  }

  @Override
  public synchronized Finding<ReadOutcome> readOnceRestored() {
    return read(KeyUserTask.Changes::onceRestored);
  }

  private Finding<ReadOutcome> read(Function<KeyUserTask.Changes, Optional<ReadOutcome>> which) {
    if (!session().role()) {
      throw new IndeterminateException(String.join("; ", session().weaknesses()));
    }
    return done(6, keyUserTask, which, "s3:GetObject as the student")
        .then(
            read ->
                read.map(outcome -> Finding.witnessed(outcome, "s3:GetObject as the student"))
                    .orElseGet(
                        () ->
                            Finding.absent(
                                "task 6", "the student left it out", "remove the key user")));
  }

  @Override
  public Finding<String> answer(int question) {
    String where = LabFiles.ANSWERS + ", question " + question;
    return Optional.ofNullable(options.answers().get(question))
        .map(answer -> Finding.witnessed(answer, where))
        .orElseGet(() -> Finding.absent(where, "no answer", "answer question " + question));
  }

  private <T, R> Finding<R> done(
      int task, Once<T> work, Function<? super T, ? extends R> fact, String source) {
    try {
      return Finding.witnessed(fact.apply(work.get()), source);
    } catch (TaskRefusedException e) {
      return e.finding(task);
    }
  }

  /** Unmakes what was made on a real account, unless it is to be kept. */
  @Override
  public synchronized void close() {
    if (target().real() && !options.keep()) {
      cleanup.run();
    } else if (target().real()) {
      cleanup.keep();
    }
  }
}

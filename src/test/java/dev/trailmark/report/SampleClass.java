package dev.trailmark.report;

import dev.trailmark.lab.Consulted.Look;
import dev.trailmark.lab.Strength;
import dev.trailmark.marks.Check;
import dev.trailmark.marks.Course;
import dev.trailmark.marks.Flag;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Handed;
import dev.trailmark.marks.Late;
import dev.trailmark.marks.Outcome;
import dev.trailmark.marks.Required;
import dev.trailmark.marks.Rubric;
import dev.trailmark.marks.RubricItem;
import dev.trailmark.marks.StepCount;
import dev.trailmark.marks.Terms;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A small class in which everything happens that a report has to tell: lateness, a claim, a
 * contradiction, partial and extra credit, a hidden question, a student whose account was out of
 * reach, one who could not be graded, and one who hands in what breaks careless writers.
 */
public final class SampleClass {
  public static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

  /** Text that means something in CSV, Markdown, HTML, XML, workflow commands and terminals. */
  public static final String HOSTILE =
      "=1+1|\"<script>alert('x')</script>\"`a`\n::error::\u0001\u202e**b** ]]> &amp; 100%";

  private static final Instant DUE = Instant.parse("2026-11-25T23:59:00Z");
  private static final Instant LATER = Instant.parse("2026-12-24T00:00:00Z");

  private static final RubricItem KEY = item("1", "The key exists", 10);
  private static final RubricItem POLICY =
      priced(item("1", "The key's policy names the student", 10), true, false, null);
  private static final RubricItem IMAGE = item("3", "The image is encrypted", 20);
  private static final RubricItem UNSIGNED = item("4", "An unsigned read was refused", 10);
  private static final RubricItem EXTRA =
      priced(item("6", "The key is tagged", 4), false, true, null);
  private static final RubricItem TRAIL = item("assessment", "Question 1: What is a trail for?", 5);
  private static final RubricItem SECRET =
      priced(item("assessment", "Question 2: Which type of event?", 5), false, false, LATER);

  private SampleClass() {}

  public static GradeBook book() {
    return new GradeBook(
        NOW,
        course(),
        new Rubric(List.of(KEY, POLICY, IMAGE, UNSIGNED, EXTRA, TRAIL, SECRET)),
        List.of(ada(), bob(), cy(), di(), eve(), mallory()),
        List.of(
            new Flag(
                "same key ID",
                List.of("ada", "bob"),
                "3d46abd3-279a-41b2-bcb1-b4b2cdcb76db",
                List.of("ada/writeup.md:12", "bob/writeup.md:9")),
            new Flag(
                "two accounts",
                List.of("cy"),
                "account 111122223333 and 444455556666",
                List.of("cy/writeup.md:12", "cy/1.json.gz, record 3"))));
  }

  private static Course course() {
    return new Course(
        "Introduction to AWS KMS",
        Terms.USUAL,
        Map.of(),
        Map.of(),
        new Late(Optional.of(DUE), Map.of(), Duration.ofHours(1), BigDecimal.TEN, Optional.empty()),
        Required.NONE,
        Course.Attempts.LAST,
        "c0ffee");
  }

  private static Grade ada() {
    return grade(
        "ada",
        "Ada Lovelace",
        DUE.minusSeconds(3600),
        pass(KEY, look("a key", "3d46abd3", "kms:DescribeKey", Strength.WITNESSED)),
        pass(POLICY),
        pass(IMAGE, look("aws:kms", "aws:kms", "s3:HeadObject", Strength.WITNESSED)),
        pass(UNSIGNED, look("403", "403", "AWSLogs/1.json.gz, record 7", Strength.WITNESSED)),
        pass(EXTRA),
        pass(TRAIL, look("the right one", "To audit", "ada/answers.yaml:3", Strength.WITNESSED)),
        pass(SECRET, look("secret B", "secret B", "ada/answers.yaml:4", Strength.WITNESSED)));
  }

  /** Late by a day and a half; the wrong encryption, which also spoils task 4. */
  private static Grade bob() {
    return grade(
        "bob",
        "Bob Émile",
        DUE.plus(Duration.ofHours(36)),
        pass(KEY, look("a key", "9f00", "kms:DescribeKey", Strength.WITNESSED)),
        pass(POLICY),
        fail(IMAGE, "aws:kms", "AES256", "s3:HeadObject", "choose SSE-KMS", ""),
        fail(UNSIGNED, "400", "200", "s3:GetObject", "encrypt first", "task 3's encryption"),
        fail(EXTRA, "a tag", "no tag", "kms:ListResourceTags", "", ""),
        fail(TRAIL, "To audit", "To save money", "bob/answers.yaml:3", "logs cost money", ""),
        fail(SECRET, "secret B", "secret A", "bob/answers.yaml:4", "secret hint", ""));
  }

  /** On paper: a claim, a contradiction, and a policy that is half right. */
  private static Grade cy() {
    return grade(
        "cy",
        "Cy",
        DUE,
        pass(KEY, look("a key", "77aa", "cy/writeup.md:14", Strength.CLAIMED)),
        fail(POLICY, "user and administrator", "user only", "cy/policy.json:21", "add it", "")
            .with(
                List.of(
                    look("a policy", "{...}", "cy/policy.json:1", Strength.WITNESSED),
                    look(
                        "user and administrator",
                        "user only",
                        "cy/policy.json:21",
                        Strength.WITNESSED)),
                new StepCount(1, 2)),
        fail(
                IMAGE,
                "the key ID of task 1",
                "77ab",
                "cy/1.json.gz, record 3",
                "write down yours",
                "")
            .with(
                List.of(
                    new Look(
                        "the key ID of task 1",
                        "77aa",
                        "cy/writeup.md:14",
                        Strength.CONTRADICTED,
                        "the log has 77ab")),
                new StepCount(0, 1)),
        pass(UNSIGNED),
        fail(EXTRA, "a tag", "no tag", "cy/writeup.md", "", ""),
        pass(TRAIL, look("the right one", "To audit", "cy/answers.yaml:3", Strength.WITNESSED)),
        pass(SECRET));
  }

  private static Grade di() {
    return grade(
        "di",
        "Di",
        DUE,
        open(KEY),
        open(POLICY),
        pass(IMAGE),
        pass(UNSIGNED),
        fail(EXTRA, "a tag", "no tag", "kms:ListResourceTags", "", ""),
        pass(
            TRAIL,
            look(
                "the right one",
                "To audit",
                "/home/staff/submissions/di/submission.yaml:3",
                Strength.WITNESSED)),
        pass(SECRET));
  }

  private static Grade eve() {
    Check[] none = {
      open(KEY), open(POLICY), open(IMAGE), open(UNSIGNED), open(EXTRA), open(TRAIL), open(SECRET)
    };
    return grade("eve", "eve", DUE, none).withProblem("eve.yaml:3:1: unknown member \"buckett\"");
  }

  private static Grade mallory() {
    return grade(
        "../mallory",
        HOSTILE,
        DUE,
        pass(KEY),
        pass(POLICY),
        fail(IMAGE, "aws:kms", HOSTILE, HOSTILE, HOSTILE, ""),
        pass(UNSIGNED),
        fail(EXTRA, "a tag", HOSTILE, "", "", ""),
        fail(TRAIL, "To audit", HOSTILE, "", "", ""),
        pass(SECRET));
  }

  private static Grade grade(String id, String student, Instant at, Check... checks) {
    Handed handed = new Handed(Optional.of(at), Optional.empty(), 1);
    return new Grade(
        id,
        student,
        Optional.of(Path.of("/home/staff/submissions", id, "submission.yaml")),
        handed,
        List.of(checks),
        course().total(id, handed, List.of(checks)),
        Optional.empty(),
        id.equals("cy") ? List.of("Nothing on paper shows who opened the image.") : List.of(),
        id.equals("cy") ? "" : "http://user:hush@127.0.0.1:4566 in us-east-1");
  }

  private static RubricItem item(String task, String name, int points) {
    return RubricItem.usual(task + name, task, name, points);
  }

  private static RubricItem priced(
      RubricItem item, boolean partial, boolean extra, Instant hiddenUntil) {
    return item.priced(
        item.points(),
        new Terms(new BigDecimal("0.5"), partial, extra, Optional.ofNullable(hiddenUntil)));
  }

  private static Look look(String expected, String found, String where, Strength strength) {
    return new Look(expected, found, where, strength, "");
  }

  private static Check pass(RubricItem item, Look... looks) {
    return Check.passed(item).with(List.of(looks), new StepCount(1, 1));
  }

  private static Check open(RubricItem item) {
    return Check.indeterminate(item, "http://127.0.0.1:1 refuses connections", "start it");
  }

  private static Check fail(
      RubricItem item, String expected, String found, String where, String hint, String cause) {
    Optional<String> blockedBy = Optional.of(cause).filter(text -> !text.isEmpty());
    return Check.of(item, Outcome.FAIL, expected, found, where, hint, blockedBy)
        .with(List.of(look(expected, found, where, Strength.WITNESSED)), new StepCount(0, 1));
  }
}

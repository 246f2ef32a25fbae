package dev.trailmark.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.grading.Candidate.Unreachable;
import dev.trailmark.integrity.DigestMaker;
import dev.trailmark.integrity.KeySource;
import dev.trailmark.integrity.PublicKeys;
import dev.trailmark.lab.Progress;
import dev.trailmark.lab.Student;
import dev.trailmark.marks.Flag;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Outcome;
import dev.trailmark.submission.HandedIn;
import dev.trailmark.submission.SubmissionFolder;
import dev.trailmark.submission.SubmissionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaperWorkTest {
  private static final String KEY = "3d46abd3-279a-41b2-bcb1-b4b2cdcb76db";
  private static final String ANSWERS =
      "1: B\n2: It provides additional key management features and auditing\n3: d\n4: 2\n5: A)\n";

  @TempDir Path folder;

  @Test
  void answersOnPaperAreMarked() throws Exception {
    write("ada/answers.yaml", ANSWERS);

    GradeBook book = grade();
    Grade grade = book.grades().get(0);

    assertThat(grade.score()).isEqualByComparingTo("16");
    assertThat(grade.checks())
        .filteredOn(check -> check.item().task().equals("assessment"))
        .filteredOn(check -> check.outcome() == Outcome.FAIL)
        .singleElement()
        .satisfies(check -> assertThat(check.where()).isEqualTo("answers.yaml:4"));
    assertThat(grade.decided()).isTrue();
    assertThat(book.flags()).isEmpty();
  }

  @Test
  void whatCannotBeReadIsToldBesideTheMarks() throws Exception {
    write("ada/answers.yaml", ANSWERS);
    write("ada/report.pdf", "%PDF");
    Files.createSymbolicLink(folder.resolve("ada/x.txt"), folder.resolve("ada/answers.yaml"));

    assertThat(grade().grades().get(0).weaknesses())
        .containsExactly(
            "x.txt: not read: a symbolic link; hand in the file itself",
            "report.pdf: not read; hand in Markdown, plain text, JSON or a zip");
  }

  @Test
  void aDeclarationAloneIsMarkedAndSaysThatNothingElseWasHandedIn() throws Exception {
    write("ada.yaml", "student: Ada\nanswers: {1: B}\n");

    Grade grade = grade().grades().get(0);

    assertThat(grade.student()).isEqualTo("Ada");
    assertThat(grade.score()).isEqualByComparingTo("4");
    assertThat(grade.weaknesses())
        .containsExactly("no account is named and no papers lie beside the declaration");
  }

  @Test
  void whatNothingShowsIsToBeHandedInAndNotToBeDoneAgain() throws Exception {
    write(
        "ada/notes.txt",
        "Key ID: " + KEY + "\nhttps://mycloudtrailbucket1.s3.amazonaws.com/eiffel.png\n");

    assertThat(grade().grades().get(0).checks())
        .filteredOn(check -> check.item().name().contains("symmetric"))
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.found()).contains("of unknown kind");
              assertThat(check.hint()).contains("hand in the output of aws kms describe-key");
            });
    assertThat(grade().grades().get(0).checks())
        .filteredOn(check -> check.item().name().contains("is encrypted"))
        .singleElement()
        .satisfies(check -> assertThat(check.hint()).contains("hand in the log file"));
  }

  @Test
  void anEmptyHandoverCannotBeGradedAndTheOthersCan() throws Exception {
    Files.createDirectories(folder.resolve("ada"));
    write("bob/answers.yaml", ANSWERS);

    GradeBook book = grade();

    assertThat(book.grades().get(0).problem().orElseThrow())
        .contains("nothing in it that can be read");
    assertThat(book.grades().get(1).score()).isEqualByComparingTo("16");
  }

  @Test
  void whatTwoStudentsShareIsFlaggedWithBothPlacesAndChangesNoMark() throws Exception {
    String log =
        "{\"Records\":[{\"eventTime\":\"2025-10-27T00:01:13Z\",\"eventName\":\"ListKeys\"}]}";
    write("ada/notes.txt", "Key ID: " + KEY);
    write("ada/logs/a.json", log);
    write("bob/my notes.md", "My key is\n\n" + KEY);
    write("bob/copy.json", log);
    write("eve/notes.txt", "Key ID: aaaaaaaa-279a-41b2-bcb1-b4b2cdcb76db");

    GradeBook book = grade();

    assertThat(book.flags()).extracting(Flag::kind).containsExactly("same key ID", "same log file");
    assertThat(book.flags().get(0).students()).containsExactly("ada", "bob");
    assertThat(book.flags().get(0).what()).isEqualTo(KEY);
    assertThat(book.flags().get(0).places()).containsExactly("notes.txt:1", "my notes.md:3");
    assertThat(book.flags().get(1).places()).containsExactly("logs/a.json", "copy.json");
    assertThat(book.grades().get(0).total().adjustments()).isEmpty();
  }

  @Test
  void aContradictionIsFlaggedWithBothPlaces() throws Exception {
    write("ada/answers.yaml", "1: B\n");
    write("ada/quiz.md", "Question 1: C\n");

    assertThat(grade().flags())
        .containsExactly(
            new Flag(
                "two answers",
                List.of("ada"),
                "question 1 is answered \"B\" and \"C\"; the first counts",
                List.of("answers.yaml:1", "quiz.md:1")));
  }

  @Test
  void logsAreHeldAgainstTheDigestsThatCameWithThem() throws Exception {
    DigestMaker trail =
        new DigestMaker(81)
            .hour(
                """
                {"Records":[{"eventTime":"2025-10-27T00:01:13Z","eventSource":"s3.amazonaws.com",
                 "eventName":"PutObject","requestParameters":{"bucketName":"b","key":"a.png"}}]}
                """);
    for (Map.Entry<String, byte[]> file : trail.files().entrySet()) {
      Path path = folder.resolve("ada/logs").resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    KeySource keys = PublicKeys.parse(trail.publicKeys(), "keys.json");
    HandedIn handedIn = new HandedIn("ada", folder.resolve("ada"), Optional.empty());

    assertThat(new PaperWork(handedIn, keys).open().student().uploadRecord().source())
        .contains("; the file is proved by s3://");
    assertThat(new PaperWork(handedIn).open().student().uploadRecord().source())
        .contains("; the file is not proved: consistent with the digest");
  }

  @Test
  void aLinkAsAHandoverIsRefused() throws Exception {
    write("ada/answers.yaml", ANSWERS);
    Files.createSymbolicLink(folder.resolve("bob"), folder.resolve("ada"));

    assertThatThrownBy(() -> student("bob"))
        .isInstanceOf(Unreachable.class)
        .hasMessageContaining("a link or no plain file");
  }

  private Student student(String name) throws Unreachable {
    return new PaperWork(new HandedIn(name, folder.resolve(name), Optional.empty()))
        .open()
        .student();
  }

  private GradeBook grade() throws Exception {
    List<Candidate> candidates = new ArrayList<>();
    for (SubmissionFolder.Entry entry : new SubmissionFolder(folder).entries()) {
      HandedIn handedIn = HandedIn.at(entry, new SubmissionReader(name -> null));
      candidates.add(
          new Candidate(
              entry.id(), handedIn.student(), Optional.of(entry.file()), new PaperWork(handedIn)));
    }
    FeatureRun run = new FeatureRun(Features.graded(), folder.resolve(".results"));
    return new Grader(run, InstantSource.fixed(Instant.EPOCH), Progress.SILENT)
        .grade(candidates, 2, Duration.ofMinutes(5));
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}

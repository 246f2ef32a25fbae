package dev.trailmark.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionFolderTest {
  @TempDir Path folder;

  @Test
  void foldersAndFilesAreListedByName() throws Exception {
    place("carol/submission.yaml");
    place("bob.yml");
    place("ada.yaml");
    place("notes.txt");
    place(".git/config");

    assertThat(new SubmissionFolder(folder).entries())
        .extracting(SubmissionFolder.Entry::id)
        .containsExactly("ada", "bob", "carol");
  }

  @Test
  void aFolderThatIsOneSubmissionIsThatSubmission() throws Exception {
    place("ada/submission.yaml");

    assertThat(new SubmissionFolder(folder.resolve("ada")).entries())
        .extracting(SubmissionFolder.Entry::id)
        .containsExactly("ada");
  }

  @Test
  void aFolderWithoutASubmissionFileIsASubmissionOnPaper() throws Exception {
    Files.createDirectory(folder.resolve("dan"));

    assertThat(new SubmissionFolder(folder).entries())
        .containsExactly(new SubmissionFolder.Entry("dan", folder.resolve("dan")));
  }

  @Test
  void zipsAreSubmissionsAndNamesMayBeSpeltInAnyCase() throws Exception {
    place("eve.ZIP");
    place("fay/Submission.YML");

    assertThat(new SubmissionFolder(folder).entries())
        .containsExactly(
            new SubmissionFolder.Entry("eve", folder.resolve("eve.ZIP")),
            new SubmissionFolder.Entry("fay", folder.resolve("fay/Submission.YML")));
  }

  @Test
  void aFolderOfPapersOrASingleFileIsOneSubmission() throws Exception {
    place("gus/report.md");
    place("hal/answers.yaml");
    place("hal/logs/a.json");
    place("ian/key-policy.json");
    place("ian/shots/a.png");

    assertThat(new SubmissionFolder(folder.resolve("gus")).entries())
        .containsExactly(new SubmissionFolder.Entry("gus", folder.resolve("gus")));
    assertThat(new SubmissionFolder(folder.resolve("hal")).entries())
        .containsExactly(new SubmissionFolder.Entry("hal", folder.resolve("hal")));
    assertThat(new SubmissionFolder(folder.resolve("ian")).entries())
        .containsExactly(new SubmissionFolder.Entry("ian", folder.resolve("ian")));
    assertThat(new SubmissionFolder(folder.resolve("gus/report.md")).entries())
        .containsExactly(new SubmissionFolder.Entry("report", folder.resolve("gus/report.md")));
  }

  @Test
  void twoOfOneNameAreRefused() throws Exception {
    place("ada.yaml");
    place("ada/submission.yaml");

    assertThatThrownBy(() -> new SubmissionFolder(folder).entries())
        .isInstanceOf(SubmissionException.class)
        .hasMessageContaining("the same name");
  }

  @Test
  void allDoublesAreNamedAtOnceUpToTen() throws Exception {
    for (int i = 10; i < 22; i++) {
      place("s%d.yaml".formatted(i));
      place("s%d/submission.yaml".formatted(i));
    }

    assertThatThrownBy(() -> new SubmissionFolder(folder).entries())
        .hasMessageContaining("s10.yaml: the same name as")
        .hasMessageContaining("s19.yaml: the same name as")
        .hasMessageEndingWith("; and 2 more; rename one of each two");
  }

  @Test
  void anArchiveOrDocumentIsSomebodysWorkAndOtherFilesAreNamedAsPassedOver() throws Exception {
    place("ada/submission.yaml");
    place("bob.tar.gz");
    place("cy.PDF");
    place("dan.7z");
    place("roster.csv");

    assertThat(new SubmissionFolder(folder).entries())
        .extracting(SubmissionFolder.Entry::id)
        .containsExactly("ada", "bob", "cy", "dan");
    assertThat(new SubmissionFolder(folder).passedOver())
        .containsExactly(folder.resolve("roster.csv"));
    assertThat(new SubmissionFolder(folder.resolve("ada")).passedOver()).isEmpty();
    assertThat(new SubmissionFolder(folder.resolve("cy.PDF")).passedOver()).isEmpty();
  }

  @Test
  void anEmptyOrMissingFolderIsAnError() {
    assertThatThrownBy(() -> new SubmissionFolder(folder).entries())
        .hasMessageContaining("no submission in it");
    assertThatThrownBy(() -> new SubmissionFolder(folder.resolve("x")).entries())
        .hasMessageContaining("no such folder");
  }

  private void place(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "student: A\n");
  }
}

package dev.trailmark.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.marks.Handed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which attempt a submission is, and when it came in. */
class AttemptsTest {
  private static final String METADATA =
      """
      {"id": 123, "created_at": "2026-11-21T10:00:00.000000-03:00",
       "users": [{"email": "ada@example.org", "id": 1, "name": "Ada Lovelace"},
                 {"email": "bob@example.org", "id": 2, "name": "Bob"}],
       "assignment": {"due_date": "2026-11-20T23:59:00.000000-03:00", "total_points": "100.0"},
       "previous_submissions": [{"submission_time": "2026-11-19T10:00:00-03:00", "score": 5}]}
      """;

  @TempDir Path folder;

  @Test
  void aFolderOfAttemptsIsOneStudentsAndEachHasItsNumber() throws Exception {
    write("ada/attempt-1/answers.yaml", "1: B\n");
    write("ada/Attempt 2/submission.yaml", "student: Ada L.\nsubmittedAt: 2026-11-21T10:00:00Z\n");
    write("ada/attempt_10.yaml", "student: Ada L.\nattempt: 3\n");
    write("bob/answers.yaml", "1: B\n");

    List<HandedIn> all = all(folder);

    assertThat(new SubmissionFolder(folder).entries())
        .extracting(SubmissionFolder.Entry::id)
        .containsExactly("ada", "ada", "ada", "bob");
    assertThat(all).extracting(each -> each.handed().attempt()).containsExactly(2, 1, 10, 1);
    assertThat(all).extracting(HandedIn::id).doesNotHaveDuplicates();
    assertThat(all.get(0).handed().at()).contains(Instant.parse("2026-11-21T10:00:00Z"));
    assertThat(all(folder.resolve("ada"))).hasSize(3);
  }

  @Test
  void twoAttemptsOfOneNumberAreRefused() throws IOException {
    write("ada/attempt-1/answers.yaml", "1: B\n");
    write("ada/attempt_01/answers.yaml", "1: B\n");

    assertThatThrownBy(() -> new SubmissionFolder(folder).entries())
        .isInstanceOf(SubmissionException.class)
        .hasMessageContaining("the same name as");
  }

  @Test
  void gradescopesMetadataSayWhenAndUntilWhenAndWhichAttempt() throws Exception {
    write("autograder/submission_metadata.json", METADATA);
    write("autograder/submission/answers.yaml", "1: B\n");
    Handed expected =
        new Handed(
            Optional.of(Instant.parse("2026-11-21T13:00:00Z")),
            Optional.of(Instant.parse("2026-11-21T02:59:00Z")),
            2);

    for (String place : List.of("", "autograder", "autograder/submission")) {
      HandedIn handedIn = all(folder.resolve(place)).get(0);
      assertThat(handedIn.handed()).as(place).isEqualTo(expected);
      assertThat(handedIn.student()).isEqualTo("Ada Lovelace, Bob");
      assertThat(handedIn.place().getFileName()).hasToString("submission");
    }
  }

  @Test
  void metadataAmongWhatWasHandedInSayNothing() throws Exception {
    write("ada/submission_metadata.json", METADATA);
    write("ada/answers.yaml", "1: B\n");

    assertThat(all(folder).get(0).handed()).isEqualTo(Handed.UNKNOWN);
  }

  @Test
  void metadataThatCannotBeUnderstoodAreRefused() throws Exception {
    write("ada/submission/answers.yaml", "1: B\n");
    write("ada/submission_metadata.json", "{\"created_at\": \"yesterday\"}");
    assertThatThrownBy(() -> all(folder)).hasMessageContaining("no time with its offset");

    write("ada/submission_metadata.json", "{");
    assertThatThrownBy(() -> all(folder)).hasMessageContaining("is not JSON");
  }

  @Test
  void aTimeWithoutItsOffsetIsRefused() throws Exception {
    write("ada/submission.yaml", "student: Ada\nsubmittedAt: 2026-11-21 10:00\n");
    assertThatThrownBy(() -> all(folder)).hasMessageContaining("\"submittedAt\" is not a time");

    write("ada/submission.yaml", "student: Ada\nattempt: 0\n");
    assertThatThrownBy(() -> all(folder)).hasMessageContaining("\"attempt\" is the number");
  }

  private static List<HandedIn> all(Path place) throws SubmissionException {
    List<HandedIn> all = new ArrayList<>();
    for (SubmissionFolder.Entry entry : new SubmissionFolder(place).entries()) {
      all.add(HandedIn.at(entry, new SubmissionReader(name -> null)));
    }
    return all;
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}

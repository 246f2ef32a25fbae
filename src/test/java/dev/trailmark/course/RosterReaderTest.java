package dev.trailmark.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.marks.Grade;
import dev.trailmark.marks.Handed;
import dev.trailmark.marks.Person;
import dev.trailmark.marks.Roster;
import dev.trailmark.marks.Total;
import dev.trailmark.submission.SubmissionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosterReaderTest {
  @TempDir Path folder;

  @Test
  void anExportOfCanvasIsARoster() throws Exception {
    Roster roster =
        read(
            "\uFEFFStudent,ID,SIS User ID,SIS Login ID,Section,KMS Lab (12)\r\n"
                + "    Points Possible,,,,,100\r\n"
                + "\"Lovelace, Ada\",4711,0815,ada,S1,\r\n");

    assertThat(roster.find(grade("ADA", "whoever")))
        .contains(new Person("Lovelace, Ada", "", "0815", "ada", "S1", "4711", ""));
    assertThat(roster.find(grade("x", "Points Possible"))).isEmpty();
  }

  @Test
  void moodlesParticipantsAreARoster() throws Exception {
    Roster roster =
        read("First name,Surname,ID number,Email address\nAda,Lovelace,0815,Ada@example.edu\n");

    assertThat(roster.find(grade("submission-7", "ada lovelace")))
        .map(Person::email)
        .contains("Ada@example.edu");
  }

  @Test
  void aNameOfTwoStudentsFindsNeither() throws Exception {
    Roster roster = read("Submission,Name,Login\ns1,Kim,k1\ns2,Kim,k2\n");

    assertThat(roster.find(grade("s9", "Kim"))).isEmpty();
    assertThat(roster.find(grade("s2", "Kim"))).map(Person::login).contains("k2");
  }

  @Test
  void whatIsNoRosterIsRefusedInOneLine() {
    assertThatThrownBy(() -> read("Pet,Age\nRex,3\n"))
        .isInstanceOf(SubmissionException.class)
        .hasMessageContaining("roster.csv:1: no column names the students");
    assertThatThrownBy(() -> read("Name\n")).hasMessageContaining("names no student");
    assertThatThrownBy(() -> read("Name,Login\n\"Ada,1\n2\n"))
        .isInstanceOf(SubmissionException.class)
        .extracting(Throwable::getMessage)
        .asString()
        .contains("roster.csv")
        .doesNotContain("\n");
    assertThatThrownBy(() -> RosterReader.read(folder.resolve("none.csv")))
        .isInstanceOf(SubmissionException.class)
        .hasMessageEndingWith("none.csv: there is no such file");
  }

  private Roster read(String text) throws IOException, SubmissionException {
    Path file = folder.resolve("roster.csv");
    Files.writeString(file, text);
    return RosterReader.read(file);
  }

  private static Grade grade(String id, String student) {
    return new Grade(
        id,
        student,
        Optional.empty(),
        Handed.UNKNOWN,
        List.of(),
        Total.of(List.of()),
        Optional.empty(),
        List.of());
  }
}

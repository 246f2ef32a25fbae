package dev.trailmark.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassRosterTest {
  private static final List<Student> ADA_AND_BEN =
      List.of(new Student("s1", "Åda, Lovelace", "ada@x.org"), new Student("s2", "Ben", ""));

  @TempDir Path folder;

  private Path roster(String text, Charset charset) {
    try {
      return Files.write(folder.resolve("roster.csv"), text.getBytes(charset));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<Student> read(String text) throws ClassroomException {
    return ClassRoster.read(roster(text, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id,name,email\ns1,\"Åda, Lovelace\",ada@x.org\ns2,Ben,\n",
        "\uFEFFName;E-Mail;ID\r\nÅda, Lovelace;ada@x.org;s1\r\n\r\nBen;;s2\r\n",
        "Section\tStudent ID\tFull name\tEmail address\n"
            + "1\ts1\tÅda, Lovelace\tada@x.org\n"
            + "1\ts2\tBen",
        "\n id , name,email\n s1 ,\"Åda, Lovelace\", ada@x.org \n,,\n s2,Ben",
      })
  void columnsInAnyOrderAndFormAreFound(String text) throws ClassroomException {
    assertThat(read(text)).isEqualTo(ADA_AND_BEN);
  }

  @Test
  void whatSpreadsheetsSaveAsUnicodeIsRead() throws ClassroomException {
    String text = "\uFEFFid\tname\temail\r\ns1\tÅda, Lovelace\tada@x.org\r\ns2\tBen\t\r\n";

    assertThat(ClassRoster.read(roster(text, StandardCharsets.UTF_16LE))).isEqualTo(ADA_AND_BEN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id,name;s1,A;s1,B | :3: repeats the id \"s1\" of line 2",
        "id,name;s1,A;S1,B | :3: repeats the id \"S1\" of line 2",
        "id,name;;s1,A;,B | :4: has no id",
        "id,name;../x,A | :2: has the id \"../x\", which is not letters",
        "id,name;s1, | :2: has no name",
        "id,name;a b,A;,B;c d,C | :2: has the id \"a b\", which is not letters, digits and . _ @ +"
            + " - (64 at most); and 2 more",
        "nr,name;1,A | :1: no column is called \"id\"",
        "id,mail;1,A | :1: no column is called \"name\"",
        "id,name | names no student",
      })
  void faultsAreNamedWithTheirLine(String rows, String fault) {
    String text = rows.strip().replace(';', '\n');

    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ClassroomException.class)
        .hasMessageStartingWith(folder.resolve("roster.csv").toString())
        .hasMessageContaining(fault.strip());
  }

  @Test
  void anEmptyFileAndOtherEncodingsAreRefused() {
    assertThatThrownBy(() -> read("")).hasMessageContaining("names no student");
    assertThatThrownBy(
            () -> ClassRoster.read(roster("id,name\n1,Zoë", StandardCharsets.ISO_8859_1)))
        .hasMessageContaining("is not UTF-8; save it as \"CSV UTF-8\"");
    assertThatThrownBy(() -> ClassRoster.read(folder.resolve("none.csv")))
        .hasMessageContaining("none.csv: no such file");
  }
}

package dev.trailmark.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionReaderTest {
  private static final String START =
      """
      student: Ada Lovelace
      account:
        endpoint: http://127.0.0.1:4566
        region: us-east-1
      """;

  @TempDir Path folder;
  private final Map<String, String> environment =
      Map.of("ADA_KEY", "AKIAADA", "ADA_SECRET", "hush-hush");

  @Test
  void aWholeSubmissionIsRead() throws Exception {
    Submission read =
        read(
            START
                + """
                  environment:
                    accessKeyId: ADA_KEY
                    secretAccessKey: ADA_SECRET
                  role:
                    arn: arn:aws:iam::111122223333:role/Grader
                    externalId: class-7
                keyId: 3d46abd3-279a-41b2-bcb1-b4b2cdcb76db
                trail: myTrail
                bucket: mycloudtrailbucket10619
                object: Eiffel.jpg
                uploadedAt: 2025-10-26T21:01:14-03:00
                answers:
                  1: To maintain an audit trail of AWS account activity
                  4: A
                """);

    assertThat(read.student()).isEqualTo("Ada Lovelace");
    assertThat(read.id()).isEqualTo("ada");
    assertThat(read.access().endpoint()).contains(URI.create("http://127.0.0.1:4566"));
    assertThat(read.access().keys().orElseThrow().secretAccessKey()).isEqualTo("hush-hush");
    assertThat(read.access().role().orElseThrow().externalId()).contains("class-7");
    assertThat(read.uploadedAt()).contains(Instant.parse("2025-10-27T00:01:14Z"));
    assertThat(read.answers())
        .containsOnly(
            Map.entry(1, "To maintain an audit trail of AWS account activity"), Map.entry(4, "A"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-10-26T21:01:14-03:00",
        "2025-10-27T00:01:14Z",
        "October 26, 2025, 21:01:14 (UTC-03:00)",
        "Mon, 27 Oct 2025 00:01:14 GMT",
      })
  void anUploadTimeIsReadAsTheConsoleAndTheCommandLineShowIt(String time) throws Exception {
    assertThat(read(START + "uploadedAt: \"" + time + "\"\n").uploadedAt())
        .contains(Instant.parse("2025-10-27T00:01:14Z"));
  }

  @Test
  void secretsAreNotPartOfTheTextForm() throws Exception {
    Submission read =
        read(
            START + "  keys: {accessKeyId: AKIAX, secretAccessKey: s3cr3t, sessionToken: t0k3n}\n");

    assertThat(read.toString()).contains("AKIAX").doesNotContain("s3cr3t").doesNotContain("t0k3n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "buckett: x | :5:1: unknown member \"buckett\"",
        "keyId: a\\nkeyId: b | :6",
        "answers:\\n  6: A | :6:3: unknown question \"6\"",
        "answers:\\n  one: A | unknown question \"one\"",
        "answers: [A, B] | :5:1: \"answers\" holds a value of the wrong kind",
        "keyId: \"a | not valid YAML",
        "keyId: \"\" | \"keyId\" is missing or empty",
        "uploadedAt: yesterday | \"uploadedAt\" is not a time",
        "'  profile: a\\n  keys: {accessKeyId: A, secretAccessKey: B}' | more than one of profile",
        "'  environment: {accessKeyId: NOPE, secretAccessKey: ADA_SECRET}' | NOPE, which is not"
            + " set",
        "'  role: {arn: Grader}' | \"account.role.arn\" is not the ARN of a role",
        "'  keys: {accessKeyId: AKIAX}' | \"account.keys.secretAccessKey\" is missing",
      })
  void whatIsWrongIsNamedWithItsPlaceInOneLine(String addition, String expected) {
    assertThatThrownBy(() -> read(START + addition.replace("\\n", "\n") + "\n"))
        .isInstanceOf(SubmissionException.class)
        .satisfies(
            thrown ->
                assertThat(thrown.getMessage())
                    .startsWith(folder.resolve("ada.yaml").toString())
                    .contains(expected.strip())
                    .doesNotContain("\n"));
  }

  @Test
  void withoutAnAccountTheWorkIsOnPaper() throws Exception {
    assertThat(read("student: A\nkeyId: abc\n").access().onPaper()).isTrue();
    assertThat(read(START).access().onPaper()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'the file is empty'",
    "'account: {region: us-east-1}', '\"student\" is missing'",
    "'student: A\naccount: {region: here}', 'not a region'",
    "'student: A\naccount: {region: us-east-1, endpoint: ftp://x}', 'not a URL'",
    "'student: A\naccount: {region: us-east-1, endpoint: \"http://u:pw@x\"}', 'not a URL'",
  })
  void whatIsMissingIsNamed(String text, String expected) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(SubmissionException.class)
        .hasMessageContaining(expected)
        .hasMessageNotContaining("pw@");
  }

  @Test
  void aFileThatIsNotTextIsRefused() throws IOException {
    Path file = folder.resolve("ada.yaml");
    Files.write(file, "student: Zo\u00eb".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> new SubmissionReader(environment::get).read("ada", file))
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(
            () -> new SubmissionReader(environment::get).read("x", folder.resolve("x.yaml")))
        .hasMessageContaining("x.yaml: no such file");
  }

  private Submission read(String text) throws IOException, SubmissionException {
    Path file = folder.resolve("ada.yaml");
    Files.writeString(file, text);
    return new SubmissionReader(environment::get).read("ada", file);
  }
}

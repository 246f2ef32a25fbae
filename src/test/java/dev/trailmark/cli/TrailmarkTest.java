package dev.trailmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TrailmarkTest {
  private static final String FEATURE =
      """
      Feature: Anything
        @task:1 @points:5
        Scenario: Nobody wrote this step
          Given a step that nobody wrote
      """;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | name a command",
        "frobnicate | frobnicate",
        "grade | Missing required parameter",
        "grade no-such-folder | no-such-folder: no such folder",
        "grade . --public-keys none.json | none.json: no such file",
        "grade . --roster none.csv | --roster: none.csv: ",
        "grade . --parallel 0 | --parallel is a number from 1 to 64",
        "grade . --time-limit soon | not a duration",
        "lab --target mars | unknown target 'mars'",
        "lab --target endpoint | --target endpoint needs --endpoint",
        "lab --target aws --endpoint http://127.0.0.1:1 | --endpoint goes with --target endpoint",
        "lab --region mars | --region: 'mars' is not an AWS region",
        "lab --endpoint 127.0.0.1:4566 | not an endpoint URL: '127.0.0.1:4566'",
        "serve --port 99999 | port 99999",
        "serve --tls-certificate a.pem --tls | give --tls-certificate and --tls-key together",
        "serve --tls-certificate a.pem --tls-key b.pem | go with --tls",
        "serve --tls --tls-certificate a.pem --tls-key b.pem | a.pem: there is no such file",
        "serve --failed-auth-limit -1 | a limit of -1",
        "conform --ca-certificate a.pem | --ca-certificate goes with --endpoint",
        "conform --endpoint https://127.0.0.1:1 --ca-certificate a.pem | a.pem: no such file",
        "serve --region mars | is not an AWS region",
        "serve --delivery-interval 5 | not a duration",
        "serve --accounts none.yaml | none.yaml: no such file",
        "conform --endpoint ftp://x | not an endpoint URL",
        "conform --endpoint http://127.0.0.1:1 --features no-such | --features no-such: no such",
        "conform --endpoint http://127.0.0.1:1 --tags (@a | --tags:",
      })
  void aWrongCommandLineIsOneLineAndExitCode2(String arguments, String expected) {
    List<String> words = new ArrayList<>(List.of(arguments.split(" ")));
    words.removeIf(String::isEmpty);
    if (words.size() > 1 && !words.get(0).equals("serve")) {
      words.addAll(List.of("--reports", folder.resolve("reports").toString()));
    }

    assertThat(run(words.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString()).startsWith("trailmark: ").contains(expected.strip());
    assertThat(err.toString().lines()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"conform", "lab"})
  void anEndpointThatDoesNotAnswerIsOneLineAndNoTable(String command) throws IOException {
    int port = closedPort();
    Path reports = folder.resolve("reports");

    int code = run(command, "--endpoint=http://127.0.0.1:" + port, "--reports=" + reports);

    assertThat(code).isEqualTo(3);
    assertThat(err.toString())
        .startsWith("trailmark: http://127.0.0.1:" + port)
        .contains("could not be asked for sts:GetCallerIdentity");
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void tagsThatMatchNothingAreAnError() throws IOException {
    int code =
        run(
            "conform",
            "--endpoint=http://127.0.0.1:1",
            "--features=" + features(),
            "--tags=@nobody",
            "--reports=" + folder.resolve("reports"));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("no scenario to run");
  }

  @Test
  void anUnreachableAccountIsNamedAndNobodysMarksSuffer() throws IOException {
    int port = closedPort();
    submission("ada", "http://127.0.0.1:" + port);

    assertThat(grade()).isEqualTo(3);
    assertThat(out.toString())
        .contains("0+5?/5")
        .contains("Ada: not graded: ")
        .contains("ada.yaml: http://127.0.0.1:" + port);
    assertThat(Files.readString(folder.resolve("reports/grades/grades.json")))
        .contains("\"open\" : 5")
        .doesNotContain("hush");
  }

  @Test
  void marksGoWhereTheyAreWantedInEveryFormat() throws IOException {
    submission("ada", "http://127.0.0.1:" + closedPort());
    Path out = folder.resolve("marks");
    Path roster = Files.writeString(folder.resolve("roster.csv"), "Name,Login\nLovelace,ada\n");

    int code =
        run(
            "grade",
            folder.resolve("class").toString(),
            "--retries=0",
            "--features=" + features(),
            "--reports=" + folder.resolve("reports"),
            "--out=" + out,
            "--roster=" + roster);

    assertThat(code).isEqualTo(3);
    for (String file :
        List.of(
            "grades.json",
            "class.html",
            "canvas.csv",
            "moodle.csv",
            "lti-scores.json",
            "junit.xml",
            "ctrf.json",
            "github/summary.md",
            "github/annotations.txt",
            "ada/feedback.md",
            "ada/feedback.html",
            "ada/results.json",
            "ada/classroom50/result.json",
            "ada/prairielearn/results.json",
            "ada/vocareum/report.html")) {
      assertThat(out.resolve(file)).isNotEmptyFile();
    }
    assertThat(folder.resolve("reports/grades")).doesNotExist();
  }

  @Test
  void wrongCredentialsAreNamedAndNobodysMarksSuffer() throws IOException {
    HttpServer server =
        answering(
            403,
            "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidClientTokenId</Code><Message>The"
                + " security token included in the request is invalid.</Message></Error>"
                + "</ErrorResponse>");
    try {
      submission("ada", "http://127.0.0.1:" + server.getAddress().getPort());

      assertThat(grade()).isEqualTo(3);
      assertThat(out.toString())
          .contains("InvalidClientTokenId")
          .contains("check the access key")
          .doesNotContain("hush");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void theExampleOnPaperIsGradedByWhatItsFilesSay() throws IOException {
    int code =
        run(
            "grade",
            "../examples/submissions/dora-on-paper",
            "--reports=" + folder.resolve("reports"));

    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("91.5/100")
        .contains("found: Data events")
        .contains("where: report.md:33")
        .contains("hint: hand in the output of aws cloudtrail get-insight-selectors")
        .contains("note: whether 3 of 3 log files were changed: no digest files were handed in");
  }

  @Test
  void aSubmissionThatCannotBeReadIsOneStudentsProblem() throws IOException {
    Files.createDirectories(folder.resolve("class"));
    Files.writeString(folder.resolve("class/bob.yaml"), "student: Bob\nacount: {}\n");

    assertThat(grade()).isEqualTo(3);
    assertThat(out.toString()).contains("bob.yaml:2:1: unknown member \"acount\"");
  }

  @Test
  void accountsAreReadStrictlyAndTheirSecretsAreNeverShown() throws IOException {
    Path file = folder.resolve("accounts.yaml");
    Files.writeString(file, "- id: 111122223333\n  secretAccessKey: hush\n  nmae: x\n");
    assertThat(run("serve", "--port=0", "--accounts=" + file)).isEqualTo(2);
    assertThat(err.toString()).contains(":3:3: unknown member \"nmae\"").doesNotContain("hush");

    Files.writeString(file, "- id: 111122223333\n  secretAccessKey: hush\n");
    assertThat(run("serve", "--port=0", "--accounts=" + file)).isEqualTo(2);
    assertThat(err.toString()).contains("together or not at all").doesNotContain("hush");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{id: '11112222333'} | account 2 has the id '11112222333', which is not 12 digits",
        "{id: '111122223333'} | account 2 repeats 111122223333",
        "{accessKeyId: AKIAAAAAAAAAAAAAAAAA, secretAccessKey: hush} | account 2 repeats AKIAAAA",
        "{accessKeyId: short, secretAccessKey: hush} | account 2 has the access key ID 'short'",
        "{accessKeyId: AKIABBBBBBBBBBBBBBBB, secretAccessKey: ' '} | account 2 has an empty secret",
      })
  void aWrongAccountIsNamedByItsFileAndPlaceBeforeAnyIsMade(String wrong, String expected)
      throws IOException {
    Path file = folder.resolve("accounts.yaml");
    Files.writeString(
        file,
        "- {id: '111122223333', accessKeyId: AKIAAAAAAAAAAAAAAAAA, secretAccessKey: hush}\n- "
            + wrong);
    Path data = folder.resolve("data");

    assertThat(run("serve", "--port=0", "--accounts=" + file, "--data=" + data)).isEqualTo(2);
    assertThat(err.toString()).contains(file + ": " + expected).doesNotContain("hush");
    assertThat(data).doesNotExist();
  }

  @Test
  void aFeatureThatIsNotGherkinIsNamedWithItsLine() throws IOException {
    Path directory = features();
    Files.writeString(
        directory.resolve("torn.feature"), "Feature: Torn\n  Scenario: A\n    Given a\n    Oops");

    int code =
        run(
            "lab",
            "--endpoint=http://127.0.0.1:1",
            "--features=" + directory,
            "--reports=" + folder.resolve("reports"));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .contains("--features: ")
        .contains("torn.feature:")
        .contains("not Gherkin");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void aTakenPortIsNamedWithTheRemedy() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(run("serve", "--port=" + taken.getLocalPort())).isEqualTo(2);
      assertThat(err.toString())
          .contains("cannot listen on 127.0.0.1:" + taken.getLocalPort())
          .contains("choose another host or port");
    }
  }

  @Test
  void theOperationsAreListedWithWhetherTheyAreServed() {
    assertThat(run("serve", "--operations")).isZero();
    assertThat(out.toString())
        .containsPattern("kms +CreateKey +served")
        .containsPattern("s3 +CreateBucketMetadataTableConfiguration +NotImplemented");
  }

  private int grade() throws IOException {
    return run(
        "grade",
        folder.resolve("class").toString(),
        "--retries=0",
        "--features=" + features(),
        "--reports=" + folder.resolve("reports"));
  }

  private Path features() throws IOException {
    Path directory = Files.createDirectories(folder.resolve("features"));
    Files.writeString(directory.resolve("any.feature"), FEATURE);
    return directory;
  }

  private void submission(String id, String endpoint) throws IOException {
    Files.createDirectories(folder.resolve("class"));
    Files.writeString(
        folder.resolve("class/" + id + ".yaml"),
        """
        student: Ada
        account:
          endpoint: %s
          region: us-east-1
          keys: {accessKeyId: AKIAADA, secretAccessKey: hush}
        """
            .formatted(endpoint));
  }

  private static HttpServer answering(int status, String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("Content-Type", "text/xml");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private int run(String... arguments) {
    CommandLine command = Trailmark.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }
}

package dev.trailmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.trailmark.classroom.ClassFile;
import dev.trailmark.target.BundledSimulator;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** {@code trailmark class init} against a simulator over HTTP. */
class ClassInitCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private BundledSimulator simulator;

  @BeforeEach
  void start() throws IOException {
    simulator = BundledSimulator.start("us-east-1", Duration.ofHours(1));
    signAs(simulator.firstAccount().root());
    roster("s1,Ada | <Lovelace>", "s2,Ben");
  }

  @AfterEach
  void stop() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    simulator.close();
  }

  private static void signAs(AwsCredentialsProvider provider) {
    AwsCredentials credentials = provider.resolveCredentials();
    System.setProperty("aws.accessKeyId", credentials.accessKeyId());
    System.setProperty("aws.secretAccessKey", credentials.secretAccessKey());
  }

  private void roster(String... rows) throws IOException {
    Files.writeString(folder.resolve("roster.csv"), "id,name\n" + String.join("\n", rows) + "\n");
  }

  private int init(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "class",
                "init",
                folder.resolve("roster.csv").toString(),
                "--server=" + simulator.endpoint(),
                "--out=" + folder));
    words.addAll(List.of(more));
    return Trailmark.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(words.toArray(String[]::new));
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  /** Who the key on a card is. */
  private String bearer(String card) {
    try (StsClient sts =
        StsClient.builder()
            .endpointOverride(simulator.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        found(card, "AWS_ACCESS_KEY_ID=(\\S+)"),
                        found(card, "AWS_SECRET_ACCESS_KEY=(\\S+)"))))
            .build()) {
      return sts.getCallerIdentity().arn();
    }
  }

  private static String found(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  @Test
  void everyStudentGetsAnAccountAndACardThatWorks() throws IOException {
    assertThat(init()).as(err.toString()).isZero();

    String card = read("cards/s1.md");
    String account = found(card, "Account \\| `(\\d{12})`");
    assertThat(bearer(card)).isEqualTo("arn:aws:iam::" + account + ":user/student");
    assertThat(card)
        .contains("export AWS_ENDPOINT_URL=" + simulator.endpoint())
        .contains("role_arn = arn:aws:iam::" + account + ":role/AWSLabsUser-");
    assertThat(read("cards/s1.html"))
        .contains("Ada | &lt;Lovelace&gt;")
        .contains(found(card, "AWS_SECRET_ACCESS_KEY=(\\S+)").replace("&", "&amp;"))
        .doesNotContain("<Lovelace>");
    assertThat(out.toString()).contains("2 made, 0 with a new key, 0 as before");
    assertThat(out + err.toString())
        .as("secrets are on cards only")
        .doesNotContain(found(card, "AWS_SECRET_ACCESS_KEY=(\\S+)"));
  }

  @Test
  void onlyTheOwnerMayReadWhatHoldsSecrets() throws IOException {
    assertThat(init()).isZero();

    assertThat(permissions("class.yaml")).isEqualTo("rw-------");
    assertThat(permissions("cards")).isEqualTo("rwx------");
    assertThat(permissions("cards/s1.md")).isEqualTo("rw-------");
    assertThat(permissions("cards/s1.html")).isEqualTo("rw-------");
  }

  private String permissions(String file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
  }

  @Test
  void doingItAgainChangesNothingButAddsWhoIsNew() throws IOException {
    assertThat(init()).isZero();
    String card = read("cards/s1.md");
    String classFile = read("class.yaml");
    assertThat(init()).isZero();
    assertThat(read("class.yaml")).isEqualTo(classFile);
    assertThat(read("cards/s1.md")).isEqualTo(card);

    roster("s2,Ben", "s3,Cleo");
    assertThat(init()).isZero();

    assertThat(out.toString())
        .contains("1 made, 0 with a new key, 1 as before")
        .contains("Not in the roster, left as they are: s1");
    assertThat(read("class.yaml")).contains("\"s1\"", "\"s2\"", "\"s3\"");
    assertThat(bearer(card)).endsWith(":user/student");
  }

  @Test
  void aLostCardIsToldAndANewKeyMakesANewOne() throws IOException {
    assertThat(init()).isZero();
    String old = read("cards/s2.md");
    String other = read("cards/s1.md");
    Files.delete(folder.resolve("cards/s2.md"));
    assertThat(init()).isZero();
    assertThat(out.toString()).contains("the key was told before: s2; --rotate ID makes a new one");

    assertThat(init("--rotate", "s2")).isZero();

    assertThat(bearer(read("cards/s2.md"))).endsWith(":user/student");
    assertThat(read("cards/s1.md")).isEqualTo(other);
    assertThat(catchThrowable(() -> bearer(old))).isInstanceOf(StsException.class);
    assertThat(init("--rotate")).isZero();
    assertThat(out.toString()).contains("0 made, 2 with a new key, 0 as before");
    assertThat(init("--rotate", "s9")).isEqualTo(2);
  }

  @Test
  void withoutTheClassFileGradingAccessIsMadeAnew() throws IOException {
    assertThat(init()).isZero();
    String before = read("class.yaml");
    Files.delete(folder.resolve("class.yaml"));

    assertThat(init()).isZero();

    assertThat(read("class.yaml")).isNotEqualTo(before).contains("TrailmarkGrader");
  }

  @Test
  void onlyTheServersAdministratorMayDoIt() throws IOException {
    signAs(simulator.newAccount("other").root());
    assertThat(init()).isEqualTo(3);

    assertThat(err.toString()).contains("is not the root user of the server's first account");
    assertThat(folder.resolve("class.yaml")).doesNotExist();
  }

  @Test
  void theGradersPolicyIsTheDocumentedOneForAnyBucket() throws IOException {
    try (InputStream in = ClassFile.class.getResourceAsStream("grading-policy.json")) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(
              Files.readString(Path.of("..", "docs", "grading-policy.json"))
                  .replace("arn:aws:s3:::BUCKET", "arn:aws:s3:::*"));
    }
  }
}

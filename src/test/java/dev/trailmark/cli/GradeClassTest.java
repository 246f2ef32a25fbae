package dev.trailmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.classroom.ClassFile;
import dev.trailmark.lab.LabNames;
import dev.trailmark.lab.LabOptions;
import dev.trailmark.lab.PerformingStudent;
import dev.trailmark.lab.SubmittedFacts;
import dev.trailmark.target.BundledSimulator;
import dev.trailmark.target.Target;
import dev.trailmark.target.TargetSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * A class that was enrolled, one student who did the lab with the card, and one who did nothing.
 */
@TestInstance(Lifecycle.PER_CLASS)
class GradeClassTest {
  @TempDir static Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @AutoClose private BundledSimulator simulator;

  @BeforeAll
  void adaDoesTheLabWithTheCard() throws IOException {
    simulator = BundledSimulator.start("us-east-1", Duration.ofSeconds(1));
    AwsCredentials root = simulator.firstAccount().root().resolveCredentials();
    Files.writeString(
        folder.resolve("roster.csv"), "id,name,email\ns1,Ada,ada@x.org\ns2,Ben,ben@x.org\n");
    System.setProperty("aws.accessKeyId", root.accessKeyId());
    System.setProperty("aws.secretAccessKey", root.secretAccessKey());
    try {
      assertThat(
              run(
                  "class",
                  "init",
                  folder.resolve("roster.csv").toString(),
                  "--server=" + simulator.endpoint(),
                  "--out=" + folder))
          .isZero();
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
    handIn("s1", doTheLab(Files.readString(folder.resolve("cards/s1.md"))));
  }

  @BeforeEach
  void forgetOutput() {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
  }

  private SubmittedFacts doTheLab(String card) {
    TargetSettings settings =
        TargetSettings.endpoint(simulator.endpoint())
            .withLogWait(Duration.ofSeconds(20))
            .withCredentials(StaticCredentialsProvider.create(labRole(card)));
    try (Target target = Target.open(settings, Clock.systemUTC())) {
      LabOptions options =
          LabOptions.forTarget(target, new Random(7))
              .withNames(LabNames.AS_IN_THE_LAB)
              .withKeep(true);
      return PerformingStudent.on(target, options).doTheLab();
    }
  }

  private AwsCredentials labRole(String card) {
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
      Credentials made =
          sts.assumeRole(r -> r.roleArn(found(card, "role_arn = (\\S+)")).roleSessionName("ada"))
              .credentials();
      return AwsSessionCredentials.create(
          made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
    }
  }

  private static String found(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  /** What the student wrote down; nothing of it says how to reach an account. */
  private void handIn(String id, SubmittedFacts facts) throws IOException {
    StringBuilder yaml = new StringBuilder("student: Somebody\n");
    facts.keyId().ifPresent(value -> yaml.append("keyId: ").append(value).append('\n'));
    facts.uploadTime().ifPresent(value -> yaml.append("uploadedAt: ").append(value).append('\n'));
    yaml.append("answers:\n");
    facts
        .answers()
        .forEach((question, answer) -> yaml.append("  %d: \"%s\"%n".formatted(question, answer)));
    Path file = folder.resolve("hand-ins").resolve(id).resolve("submission.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, yaml);
  }

  private int run(String... words) {
    return Trailmark.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(words);
  }

  private int grade(String... more) {
    String[] words = new String[more.length + 3];
    words[0] = "grade";
    words[1] = "--class=" + folder.resolve("class.yaml");
    words[2] = "--reports=" + folder.resolve("reports");
    System.arraycopy(more, 0, words, 3, more.length);
    return run(words);
  }

  @Test
  void everyAccountIsGradedWithWhatTheStudentWroteDown() throws IOException {
    assertThat(grade(folder.resolve("hand-ins").toString())).as(err.toString()).isZero();

    assertThat(out.toString())
        .containsPattern("Ada +15/15 +15/15 +15/15 +15/15 +10/10 +10/10 +20/20 +100/100")
        .containsPattern("Ben .* 0/100");
    assertThat(Files.readString(folder.resolve("reports/grades/moodle.csv")))
        .as("the class's roster is the gradebook's")
        .contains("Ada,s1,ada@x.org,100");
    assertThat(out + err.toString()).doesNotContain(secret());
    assertThat(Files.readString(folder.resolve("reports/grades/grades.json")))
        .doesNotContain(secret());
  }

  private String secret() throws IOException {
    return found(Files.readString(folder.resolve("class.yaml")), "secretAccessKey: \"(.+)\"");
  }

  @Test
  void whoIsOfNobodyIsToldAndAnUnreachableServerCostsNobody() throws IOException {
    Path strangers = Files.createDirectories(folder.resolve("strangers"));
    Files.writeString(strangers.resolve("zoe.yaml"), "student: Zoe\n");

    assertThat(grade(strangers.toString(), "--server=http://127.0.0.1:9", "--retries=0"))
        .isEqualTo(3);

    assertThat(err.toString()).contains("zoe.yaml is of nobody in ");
    assertThat(out.toString())
        .contains("0+100?/100")
        .contains("could not be asked for sts:AssumeRole")
        .doesNotContain("Zoe");
  }

  @Test
  void aClassFileThatIsNotRightIsNamedWithoutItsSecrets() throws IOException {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(file, "server: x\ngrader: {accessKeyId: a, secretAccessKey: hush}\n");
    assertThat(run("grade", "--class=" + file)).isEqualTo(2);
    assertThat(err.toString()).contains("--class: ").contains("something is missing in it");
    Files.writeString(file, "server: x\nsecret: hush\n");
    assertThat(run("grade", "--class=" + file)).isEqualTo(2);
    assertThat(err.toString()).contains("unknown member \"secret\"").doesNotContain("hush");
    assertThat(run("grade", "--server=http://127.0.0.1:9")).isEqualTo(2);
    assertThat(err.toString()).contains("class.yaml: no such file");
    assertThat(new ClassFile("u", "r", new ClassFile.Grader("a", "hush"), List.of()))
        .asString()
        .doesNotContain("hush");
  }
}

package dev.trailmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.trailmark.target.BundledSimulator;
import dev.trailmark.target.SimulatedAccount;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** {@code trailmark explain} against a simulator over HTTP. */
@TestInstance(Lifecycle.PER_CLASS)
class ExplainCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @AutoClose private BundledSimulator simulator;
  private SimulatedAccount account;
  private String student;
  private String key;

  @BeforeAll
  void aKeyThatTheStudentMayUseThroughS3() {
    simulator = BundledSimulator.start("us-east-1", Duration.ofHours(1));
    account = simulator.firstAccount();
    student = "arn:aws:iam::" + account.id() + ":user/student";
    try (KmsClient kms =
        KmsClient.builder()
            .endpointOverride(simulator.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(account.root())
            .build()) {
      key =
          kms.createKey(
                  r ->
                      r.policy(
                          """
                          {"Version": "2012-10-17", "Statement": [
                            {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::%s:root"},
                             "Action": "kms:*", "Resource": "*"},
                            {"Sid": "ThroughS3", "Effect": "Allow", "Principal": {"AWS": "%s"},
                             "Action": "kms:Decrypt", "Resource": "*", "Condition": {"StringEquals":
                               {"kms:ViaService": "s3.us-east-1.amazonaws.com"}}}]}
                          """
                              .formatted(account.id(), student)))
              .keyMetadata()
              .arn();
    }
  }

  @BeforeEach
  void signAsTheStudent() {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    signAs(account.signIn().user());
  }

  @AfterEach
  void signAsNobody() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  private static void signAs(AwsCredentialsProvider provider) {
    AwsCredentials credentials = provider.resolveCredentials();
    System.setProperty("aws.accessKeyId", credentials.accessKeyId());
    System.setProperty("aws.secretAccessKey", credentials.secretAccessKey());
  }

  private int explain(String... arguments) {
    List<String> words = new ArrayList<>(List.of("explain"));
    words.addAll(List.of(arguments));
    if (!words.contains("--endpoint")) {
      words.addAll(List.of("--endpoint", simulator.endpoint().toString()));
    }
    return Trailmark.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(words.toArray(String[]::new));
  }

  @Test
  void whoIsDeniedIsToldWhichStatementNearlyAllowsAndWhatToTry() {
    assertThat(explain("--action", "kms:Decrypt", "--resource", key)).isEqualTo(1);

    assertThat(out.toString())
        .startsWith("DENIED, since nothing allows it: kms:Decrypt, by " + student)
        .contains("because no identity-based policy allows the kms:Decrypt action")
        .contains("resource-based policy   leaves it to the account's own policies")
        .contains("statement 2 \"ThroughS3\" of the policy of " + key)
        .contains("wants kms:ViaService to be s3.us-east-1.amazonaws.com, and the request has no")
        .contains("- give " + student + " a policy that allows kms:Decrypt on " + key)
        .contains(
            "create-grant --key-id %s --grantee-principal %s --operations Decrypt"
                .formatted(key, student))
        .contains("--context kms:ViaService=VALUE");
  }

  @Test
  void whatTheContextMakesAllowedIsAllowed() {
    assertThat(
            explain(
                "--action=kms:Decrypt",
                "--resource=" + key,
                "--context",
                "kms:ViaService=s3.us-east-1.amazonaws.com"))
        .isZero();

    assertThat(out.toString())
        .startsWith("ALLOWED: kms:Decrypt, by " + student)
        .contains("Allowed by")
        .contains("statement 2 \"ThroughS3\"")
        .doesNotContain("What to do");
  }

  @Test
  void whatNoGrantCanGiveIsNotAdvisedToBeGranted() {
    assertThat(explain("--action=kms:DisableKey", "--resource", key)).isEqualTo(1);

    assertThat(out.toString()).contains("What to do").doesNotContain("create-grant");
  }

  @Test
  void strangersAreToldApartFromWhoSigns() {
    simulator
        .target(account, Duration.ofSeconds(1))
        .clients()
        .s3()
        .createBucket(r -> r.bucket("b-closed"));

    assertThat(
            explain("--principal=anonymous", "--action=s3:GetObject", "--resource=s3://b-closed/k"))
        .isEqualTo(1);
    assertThat(explain("--principal=anonymous", "--action=kms:Decrypt", "--resource", key))
        .isEqualTo(1);

    assertThat(out.toString())
        .startsWith("DENIED, since nothing allows it: s3:GetObject, by anonymous")
        .contains("- let the policy of arn:aws:s3:::b-closed/k allow s3:GetObject to everyone")
        .contains("MissingAuthenticationToken")
        .contains("- sign the request: kms takes no others");
  }

  @Test
  void jsonIsTheSimulatorsAnswer() throws IOException {
    assertThat(explain("--action=s3:ListAllMyBuckets", "--json")).isEqualTo(1);

    assertThat(new JsonMapper().readTree(out.toString()).path("decision").asText())
        .isEqualTo("implicitDeny");
  }

  @Test
  void anAdministratorAsksAboutARoleAndAStudentMayNot() {
    String role = account.signIn().roleArn();
    assertThat(explain("--principal", role, "--action=s3:CreateBucket")).isEqualTo(3);
    assertThat(err.toString()).contains("not authorized to perform: iam:SimulatePrincipalPolicy");

    signAs(account.root());
    assertThat(explain("--principal", role, "--action=s3:CreateBucket")).isZero();
  }

  @Test
  void whatIsNotThereOrMistypedIsTheUsersFault() {
    assertThat(explain("--action=s3:GetObject", "--resource=s3://not-there-x/y")).isEqualTo(2);
    assertThat(err.toString()).contains("NoSuchBucket");
    assertThat(explain("--action=Decrypt")).isEqualTo(2);
    assertThat(explain("--action=kms:Decrypt", "--context", "x")).isEqualTo(2);
    assertThat(explain("--endpoint", "ftp://x", "--action=kms:Decrypt")).isEqualTo(2);
  }

  @Test
  void whatCannotBeAskedIsSaidInOneLine() throws IOException {
    System.setProperty("aws.secretAccessKey", "wrong");
    assertThat(explain("--action=kms:Decrypt")).isEqualTo(3);
    assertThat(err.toString()).contains("check the access key");
    assertThat(explain("--endpoint", "http://127.0.0.1:9", "--action=kms:Decrypt")).isEqualTo(3);

    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    other.start();
    try {
      String url = "http://127.0.0.1:" + other.getAddress().getPort();
      assertThat(explain("--endpoint", url, "--action=kms:Decrypt")).isEqualTo(3);
      assertThat(err.toString()).contains("is no Trailmark simulator: it answers HTTP 404");
    } finally {
      other.stop(0);
    }
    assertThat(err.toString().lines()).hasSize(3);
  }
}

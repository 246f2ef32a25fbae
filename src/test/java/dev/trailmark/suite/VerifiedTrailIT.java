package dev.trailmark.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trailmark.cli.Trailmark;
import dev.trailmark.target.AwsClients;
import dev.trailmark.target.BundledSimulator;
import dev.trailmark.target.SimulatorSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** {@code trailmark verify-logs} on the bucket of a trail of the simulator. */
class VerifiedTrailIT {
  private static final String BUCKET = "verified-trail";
  private static final String TRAIL = "myTrail";

  @TempDir static Path folder;

  @AutoClose private static BundledSimulator simulator;
  private static AwsClients clients;

  @BeforeAll
  static void recordSomething() {
    simulator =
        BundledSimulator.start(
            new SimulatorSettings(
                "127.0.0.1",
                0,
                "us-east-1",
                Optional.empty(),
                Optional.of(Duration.ofMillis(500)),
                Optional.of(Duration.ofSeconds(2)),
                Optional.empty(),
                false,
                Optional.empty(),
                false,
                List.of(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty()));
    AwsCredentials root = simulator.firstAccount().root().resolveCredentials();
    System.setProperty("aws.accessKeyId", root.accessKeyId());
    System.setProperty("aws.secretAccessKey", root.secretAccessKey());
    clients = simulator.target(simulator.firstAccount(), Duration.ofSeconds(1)).clients();
    clients.s3().createBucket(bucket -> bucket.bucket(BUCKET));
    clients.s3().putBucketPolicy(put -> put.bucket(BUCKET).policy(policy()));
    clients
        .cloudTrail()
        .createTrail(trail -> trail.name(TRAIL).s3BucketName(BUCKET).enableLogFileValidation(true));
    clients.cloudTrail().startLogging(trail -> trail.name(TRAIL));
    clients.kms().createKey();
    await().atMost(Duration.ofSeconds(60)).until(() -> files("/CloudTrail-Digest/").size() >= 3);
    clients.cloudTrail().stopLogging(trail -> trail.name(TRAIL));
  }

  @AfterAll
  static void forgetTheCredentials() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  /** One after the other, since each damage has to be the only one; and undone at its end. */
  @Test
  void whatNobodyTouchedIsProvedAndWhatSomebodyDidIsNamed() throws Exception {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(verify().exitCode()).isZero());

    String log = files("/CloudTrail/").get(0);
    ResponseBytes<GetObjectResponse> whole = object(log);
    byte[] changed = unpacked(whole.asByteArray());
    changed[changed.length / 2] ^= 1;
    put(log, packed(changed), whole.response());
    assertCulprit(log, "INVALID: hash value doesn't match");

    clients.s3().deleteObject(delete -> delete.bucket(BUCKET).key(log));
    assertCulprit(log, "INVALID: not found");
    put(log, whole.asByteArray(), whole.response());

    String digest = files("/CloudTrail-Digest/").get(1);
    ResponseBytes<GetObjectResponse> signed = object(digest);
    put(digest, object(files("/CloudTrail-Digest/").get(2)).asByteArray(), signed.response());
    assertCulprit(digest, "INVALID");

    put(digest, signed.asByteArray(), signed.response());
    Child whoever = verifyInAProcess();
    assertThat(whoever.exitCode()).as(whoever.output()).isZero();
  }

  private static void assertCulprit(String key, String said) {
    Verdict found = verify();
    assertThat(found.exitCode()).as(found.output()).isEqualTo(1);
    assertThat(found.output().lines().filter(line -> line.contains("INVALID:")))
        .first()
        .asString()
        .contains("s3://" + BUCKET + "/" + key)
        .contains(said);
  }

  /** What the command said of the bucket. */
  private record Verdict(int exitCode, String output) {}

  private static Verdict verify() {
    StringWriter said = new StringWriter();
    CommandLine command = Trailmark.commandLine();
    command.setOut(new PrintWriter(said, true));
    command.setErr(new PrintWriter(said, true));
    return new Verdict(command.execute(arguments()), said.toString());
  }

  private static Child verifyInAProcess() throws IOException, InterruptedException {
    AwsCredentials root = simulator.firstAccount().root().resolveCredentials();
    return new Child(folder)
        .environment("AWS_ACCESS_KEY_ID", root.accessKeyId())
        .secret(root.secretAccessKey())
        .start("dev.trailmark.cli.Trailmark", arguments());
  }

  private static String[] arguments() {
    return new String[] {"verify-logs", "--bucket=" + BUCKET, "--endpoint=" + simulator.endpoint()};
  }

  private static List<String> files(String kind) {
    return clients.s3().listObjectsV2Paginator(list -> list.bucket(BUCKET)).contents().stream()
        .map(S3Object::key)
        .filter(key -> key.contains(kind) && key.endsWith(".json.gz"))
        .toList();
  }

  private static ResponseBytes<GetObjectResponse> object(String key) {
    return clients.s3().getObjectAsBytes(get -> get.bucket(BUCKET).key(key));
  }

  private static void put(String key, byte[] content, GetObjectResponse as) {
    clients
        .s3()
        .putObject(
            put -> put.bucket(BUCKET).key(key).metadata(as.metadata()),
            RequestBody.fromBytes(content));
  }

  private static byte[] unpacked(byte[] content) throws IOException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return gzip.readAllBytes();
    }
  }

  private static byte[] packed(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private static String policy() {
    return """
    {"Version": "2012-10-17", "Statement": [
      {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"},
       "Action": ["s3:GetBucketAcl", "s3:PutObject"],
       "Resource": ["arn:aws:s3:::%1$s", "arn:aws:s3:::%1$s/AWSLogs/*"]}]}
    """
        .formatted(BUCKET);
  }
}

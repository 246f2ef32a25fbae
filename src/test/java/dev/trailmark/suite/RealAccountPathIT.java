package dev.trailmark.suite;

import static io.cucumber.junit.platform.engine.Constants.FILTER_TAGS_PROPERTY_NAME;
import static io.cucumber.junit.platform.engine.Constants.PARALLEL_CONFIG_FIXED_PARALLELISM_PROPERTY_NAME;
import static io.cucumber.junit.platform.engine.Constants.PARALLEL_CONFIG_STRATEGY_PROPERTY_NAME;
import static io.cucumber.junit.platform.engine.Constants.PARALLEL_EXECUTION_ENABLED_PROPERTY_NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.target.AwsClients;
import dev.trailmark.target.BundledSimulator;
import dev.trailmark.target.Reply;
import dev.trailmark.target.SimulatedAccount;
import dev.trailmark.target.SimulatorSettings;
import dev.trailmark.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.TrailInfo;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.s3.model.Bucket;

/**
 * The path for real accounts, tried on the simulator at its most lifelike: IAM and logs come late,
 * calls are throttled, two LookupEvents a second. Each run is a process of its own, which knows the
 * account only as it would know a real one: by credentials and {@code AWS_ENDPOINT_URL}. They spend
 * their time waiting, each in an account of its own, so they wait side by side.
 */
@DisabledIfSystemProperty(
    named = "trailmark.target",
    matches = "endpoint|aws",
    disabledReason = "that run judges another target")
@DisabledIfSystemProperty(
    named = "cucumber.filter.tags",
    matches = ".+",
    disabledReason = "only some scenarios were asked for")
@Execution(ExecutionMode.CONCURRENT)
class RealAccountPathIT {
  private static final Duration DELIVERY = Duration.ofSeconds(5);
  private static final Set<KeyState> LEAVING =
      Set.of(KeyState.PENDING_DELETION, KeyState.PENDING_REPLICA_DELETION);
  private static final String CLI = "dev.trailmark.cli.Trailmark";
  private static final String FOREIGN = "somebody-elses";
  private static final String SUFFIX = "-[0-9a-f]{6}";

  @AutoClose private static BundledSimulator simulator;

  @TempDir Path folder;

  private SimulatedAccount account;
  private Target owner;
  private AwsClients clients;
  private String foreignKey;

  @BeforeAll
  static void startLifelike() {
    simulator =
        BundledSimulator.start(
            new SimulatorSettings(
                "127.0.0.1",
                0,
                "us-east-1",
                Optional.empty(),
                Optional.of(DELIVERY),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                false,
                List.of(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty()));
  }

  @BeforeEach
  void openAnAccountThatHoldsSomething() {
    account = simulator.newAccount("real");
    owner = simulator.target(account, Duration.ofSeconds(1));
    clients = owner.clients();
    foreignKey = clients.kms().createKey().keyMetadata().keyId();
    clients.kms().createAlias(alias -> alias.aliasName("alias/" + FOREIGN).targetKeyId(foreignKey));
    clients.s3().createBucket(bucket -> bucket.bucket(foreignBucket()));
    clients
        .s3()
        .putObject(
            put -> put.bucket(foreignBucket()).key("kept"), RequestBody.fromString("precious"));
    clients
        .s3()
        .putBucketPolicy(
            policy -> policy.bucket(foreignBucket()).policy(logsAreWelcome(foreignBucket())));
    clients.cloudTrail().createTrail(trail -> trail.name(FOREIGN).s3BucketName(foreignBucket()));
  }

  @Test
  void theLabPassesOnAnAccountThatIsLateAndLimitedAndIsCleanedUp() throws Exception {
    Child suite = suite("not @conformance").start(SuiteProcess.class.getName());

    assertThat(suite.exitCode()).as(suite.output()).isZero();
    assertThat(suite.output())
        .containsPattern("Made trail myTrail" + SUFFIX)
        .containsPattern("Made alias/myFirstKey" + SUFFIX)
        .containsPattern("Cleaned up trail myTrail" + SUFFIX + ": deleted")
        .containsPattern("Cleaned up bucket mycloudtrailbucket\\d+: emptied and deleted")
        .doesNotContain("is still there");
    assertThat(allureResults()).isGreaterThan(25);
    onlyForeignThingsAreLeft();
  }

  /** Each of these waits for IAM, and none for another; so they wait side by side. */
  @Test
  void everyConformanceFeaturePassesOnSuchAnAccountAndCleansUp() throws Exception {
    Child suite =
        suite("@conformance and not @second-account")
            .property(PARALLEL_EXECUTION_ENABLED_PROPERTY_NAME, "true")
            .property(PARALLEL_CONFIG_STRATEGY_PROPERTY_NAME, "fixed")
            .property(PARALLEL_CONFIG_FIXED_PARALLELISM_PROPERTY_NAME, "12")
            .start(SuiteProcess.class.getName());

    assertThat(suite.exitCode()).as(suite.output()).isZero();
    assertThat(allureResults()).isGreaterThan(100);
    onlyForeignThingsAreLeft();
  }

  private Child suite(String tags) throws IOException {
    return child("suite")
        .property("trailmark.target", "aws")
        .property("trailmark.log-wait", "90s")
        .property(FILTER_TAGS_PROPERTY_NAME, tags)
        .property("allure.results.directory", folder.resolve("allure-results").toString());
  }

  @Test
  void theLabTellsWhatItMakesAndCostsAndMakesNothingWithoutAYes() throws Exception {
    Child lab = child("asked").answer("n\n").start(CLI, labOn("aws"));

    assertThat(lab.exitCode()).as(lab.output()).isZero();
    assertThat(lab.output())
        .contains("a KMS key and its alias", "1 USD a month", "a CloudTrail trail", "an IAM role")
        .contains("Nothing was created.");
    onlyForeignThingsAreLeft();
    assertThat(usableKeys()).containsExactly(foreignKey);
    assertThat(clients.kms().listKeys().keys()).hasSize(1);
  }

  @Test
  void aLabThatIsKeptStaysAndItsNamesAreItsOwn() throws Exception {
    Child lab =
        child("kept").start(CLI, labOn("aws", "--yes", "--keep", "--tags=@task:1 or @task:2"));

    assertThat(lab.exitCode()).as(lab.output()).isZero();
    assertThat(lab.output()).contains("It stays there afterwards (--keep)");
    assertThat(trails()).hasSize(2).anyMatch(name -> name.matches("myTrail" + SUFFIX));
    assertThat(buckets()).hasSize(2).anyMatch(name -> name.startsWith("mycloudtrailbucket"));
    assertThat(aliases()).anyMatch(name -> name.matches("alias/myFirstKey" + SUFFIX));
    assertThat(usableKeys()).hasSize(2).contains(foreignKey);
  }

  @Test
  void callsThatAreThrottledAreMadeAgain() {
    LookupEventsRequest lookup = LookupEventsRequest.builder().build();
    List<LookupEventsRequest> burst = Collections.nCopies(4, lookup);

    try (CloudTrailClient impatient = withoutRetries()) {
      assertThatThrownBy(
              () ->
                  Collections.nCopies(20, lookup).parallelStream().forEach(impatient::lookupEvents))
          .hasMessageContaining("Rate exceeded");
    }
    assertThat(burst)
        .map(call -> owner.ask("a lookup", () -> clients.cloudTrail().lookupEvents(call)))
        .hasOnlyElementsOfType(Reply.Answered.class);
  }

  private CloudTrailClient withoutRetries() {
    return CloudTrailClient.builder()
        .endpointOverride(simulator.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(account.root())
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(options -> options.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  @Test
  void wrongCredentialsLeaveEverythingOpenAtOnce() throws Exception {
    Child lab = child("stranger").secret("wrong").start(CLI, labOn("aws", "--yes"));

    assertThat(lab.exitCode()).as(lab.output()).isEqualTo(3);
    assertThat(lab.output()).contains("SignatureDoesNotMatch", "check the access key");
    onlyForeignThingsAreLeft();
  }

  private String[] labOn(String kind, String... more) {
    return Stream.concat(
            Stream.of("lab", "--target=" + kind, "--log-wait=90s", "--reports=" + folder),
            Arrays.stream(more))
        .toArray(String[]::new);
  }

  private Child child(String name) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name));
    var credentials = account.root().resolveCredentials();
    return new Child(place)
        .environment("AWS_ENDPOINT_URL", simulator.endpoint().toString())
        .environment("AWS_ACCESS_KEY_ID", credentials.accessKeyId())
        .secret(credentials.secretAccessKey());
  }

  private void onlyForeignThingsAreLeft() {
    assertThat(trails()).containsExactly(FOREIGN);
    assertThat(buckets()).containsExactly(foreignBucket());
    assertThat(aliases()).containsExactly("alias/" + FOREIGN);
    assertThat(usableKeys()).containsExactly(foreignKey);
    assertThat(clients.iam().listUsers().users())
        .extracting(User::userName)
        .containsExactly("student");
    assertThat(clients.iam().listRoles().roles())
        .filteredOn(
            role -> !role.path().startsWith("/aws-service-role/")) // AWS makes and keeps them
        .extracting(Role::arn)
        .containsExactly(account.signIn().roleArn());
    assertThat(
            clients
                .s3()
                .getObjectAsBytes(get -> get.bucket(foreignBucket()).key("kept"))
                .asUtf8String())
        .isEqualTo("precious");
  }

  private List<String> trails() {
    return clients.cloudTrail().listTrails(request -> {}).trails().stream()
        .map(TrailInfo::name)
        .toList();
  }

  private List<String> buckets() {
    return clients.s3().listBuckets().buckets().stream().map(Bucket::name).toList();
  }

  private List<String> aliases() {
    return clients.kms().listAliases().aliases().stream()
        .map(AliasListEntry::aliasName)
        .filter(name -> !name.startsWith("alias/aws/"))
        .toList();
  }

  private List<String> usableKeys() {
    return clients.kms().listKeysPaginator().keys().stream()
        .map(KeyListEntry::keyId)
        .filter(id -> !LEAVING.contains(state(id)))
        .toList();
  }

  private KeyState state(String id) {
    return clients.kms().describeKey(key -> key.keyId(id)).keyMetadata().keyState();
  }

  private long allureResults() throws IOException {
    try (var files = Files.list(folder.resolve("allure-results"))) {
      return files.filter(file -> file.toString().endsWith("-result.json")).count();
    }
  }

  private String foreignBucket() {
    return FOREIGN + "-" + account.id();
  }

  private static String logsAreWelcome(String bucket) {
    return """
    {"Version": "2012-10-17", "Statement": [
      {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"},
       "Action": "s3:GetBucketAcl", "Resource": "arn:aws:s3:::%1$s"},
      {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"},
       "Action": "s3:PutObject", "Resource": "arn:aws:s3:::%1$s/*"}]}
    """
        .formatted(bucket);
  }
}

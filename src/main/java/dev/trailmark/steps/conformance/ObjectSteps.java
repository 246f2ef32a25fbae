package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import dev.trailmark.lab.Workbench;
import dev.trailmark.target.AwsClients;
import dev.trailmark.target.Reply;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Buckets and objects: defaults, access, encryption headers. */
public final class ObjectSteps {

  private static final String COPY = "copy";
  private static final String NO_SUCH_KEY = "00000000-0000-4000-8000-000000000000";

  /** What one answer said about encryption; null where it said nothing. */
  private record Said(String by, String encryption, String key) {

    @Override
    public String toString() {
      return "%s: %s, %s"
          .formatted(
              by, encryption == null ? "no encryption" : encryption, key == null ? "no key" : key);
    }
  }

  private final Bench bench;
  private final List<Said> object = new ArrayList<>();
  private final List<Said> copy = new ArrayList<>();

  /** Shares the scenario's bench. */
  public ObjectSteps(Bench bench) {
    this.bench = bench;
  }

  /** The public's first obstacle. */
  @Then("all four settings of block public access are on")
  public void publicAccessIsBlocked() {
    var block =
        bench
            .workbench()
            .must(
                "s3:GetPublicAccessBlock",
                () -> bench.caller().s3().getPublicAccessBlock(get -> get.bucket(bench.bucket)))
            .publicAccessBlockConfiguration();
    Expect.holds(
        block.blockPublicAcls()
            && block.ignorePublicAcls()
            && block.blockPublicPolicy()
            && block.restrictPublicBuckets(),
        "all four settings on",
        block,
        "s3:GetPublicAccessBlock of a new bucket",
        "");
  }

  /** Whether ACLs count. */
  @Then("the bucket's object ownership is {string}")
  public void ownershipIs(String ownership) {
    var controls =
        bench
            .workbench()
            .must(
                "s3:GetBucketOwnershipControls",
                () ->
                    bench.caller().s3().getBucketOwnershipControls(get -> get.bucket(bench.bucket)))
            .ownershipControls();
    Expect.holds(
        controls.rules().stream()
            .allMatch(rule -> rule.objectOwnershipAsString().equals(ownership)),
        ownership,
        controls,
        "s3:GetBucketOwnershipControls of a new bucket",
        "");
  }

  /** What encrypts without a word. */
  @Then("the bucket encrypts by default with {string}")
  public void bucketEncryptsWith(String algorithm) {
    var configuration =
        bench
            .workbench()
            .must(
                "s3:GetBucketEncryption",
                () -> bench.caller().s3().getBucketEncryption(get -> get.bucket(bench.bucket)))
            .serverSideEncryptionConfiguration();
    Expect.holds(
        configuration.rules().stream()
            .anyMatch(
                rule ->
                    rule.applyServerSideEncryptionByDefault()
                        .sseAlgorithmAsString()
                        .equals(algorithm)),
        algorithm,
        configuration,
        "s3:GetBucketEncryption of a new bucket",
        "");
  }

  /** A read that something broke. */
  @Then("reading the object is refused with {int} {string}")
  public void readingIsRefused(int status, String code) {
    bench.refused("s3:GetObject", () -> read(bench.caller()), status, code);
  }

  /** A read that nothing breaks. */
  @Then("reading the object succeeds")
  public void readingSucceeds() {
    bench.answer("s3:GetObject", () -> read(bench.caller()));
  }

  private Reply<ResponseBytes<GetObjectResponse>> read(AwsClients reader) {
    return bench
        .workbench()
        .ask(
            "s3:GetObject",
            () -> reader.s3().getObjectAsBytes(get -> get.bucket(bench.bucket).key(Bench.OBJECT)));
  }

  /** Making it public too early. */
  @Then("letting everyone read the object is refused with {int} {string}")
  public void publicAclIsRefused(int status, String code) {
    bench.refused(
        "s3:PutObjectAcl public-read",
        () -> bench.workbench().putAcl(bench.bucket, Bench.OBJECT, ObjectCannedACL.PUBLIC_READ),
        status,
        code);
  }

  /** An ACL where ACLs do not count. */
  @Then("giving the object the ACL {string} is refused with {int} {string}")
  public void aclIsRefused(String acl, int status, String code) {
    bench.refused(
        "s3:PutObjectAcl " + acl,
        () -> bench.workbench().putAcl(bench.bucket, Bench.OBJECT, ObjectCannedACL.fromValue(acl)),
        status,
        code);
  }

  /** Nothing said. */
  @When("an object is put without encryption headers")
  public void put() {
    keep(bench.workbench().must("s3:PutObject", () -> put(null)));
  }

  /** A key by its ID. */
  @Given("an object is put under the key, named by its ID")
  public void putUnderKey() {
    keep(bench.workbench().must("s3:PutObject under a key ID", () -> put(bench.key.keyId())));
  }

  /** A key by its alias. */
  @When("an object is put under the key, named by its alias")
  public void putUnderAlias() {
    keep(bench.workbench().must("s3:PutObject under an alias", () -> put(bench.alias)));
  }

  /** A key that is not there. */
  @Then("putting an object under a key that does not exist is refused with {int} {string}")
  public void putUnderNoKey(int status, String code) {
    bench.refused(
        "s3:PutObject under a key that does not exist",
        () -> bench.workbench().ask("s3:PutObject", () -> put(NO_SUCH_KEY)),
        status,
        code);
  }

  private PutObjectResponse put(String kmsKey) {
    return bench
        .caller()
        .s3()
        .putObject(
            request -> {
              request.bucket(bench.bucket).key(Bench.OBJECT);
              if (kmsKey != null) {
                request.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(kmsKey);
              }
            },
            RequestBody.fromBytes(Workbench.CONTENT));
  }

  private void keep(PutObjectResponse put) {
    object.add(new Said("PutObject", put.serverSideEncryptionAsString(), put.ssekmsKeyId()));
    readBack(Bench.OBJECT, object);
  }

  private void readBack(String key, List<Said> said) {
    GetObjectResponse get =
        bench
            .workbench()
            .must(
                "s3:GetObject",
                () ->
                    bench
                        .caller()
                        .s3()
                        .getObjectAsBytes(one -> one.bucket(bench.bucket).key(key))
                        .response());
    said.add(new Said("GetObject", get.serverSideEncryptionAsString(), get.ssekmsKeyId()));
    HeadObjectResponse head =
        bench
            .workbench()
            .must(
                "s3:HeadObject",
                () -> bench.caller().s3().headObject(one -> one.bucket(bench.bucket).key(key)));
    said.add(new Said("HeadObject", head.serverSideEncryptionAsString(), head.ssekmsKeyId()));
  }

  /** A copy without a word. */
  @When("the object is copied without encryption headers")
  public void copy() {
    keepCopy(bench.workbench().must("s3:CopyObject", () -> copy(null)));
  }

  /** A copy under a key. */
  @When("the object is copied under the key")
  public void copyUnderKey() {
    keepCopy(bench.workbench().must("s3:CopyObject under a key", () -> copy(bench.key.keyId())));
  }

  private CopyObjectResponse copy(String kmsKey) {
    return bench
        .caller()
        .s3()
        .copyObject(
            request -> {
              request
                  .sourceBucket(bench.bucket)
                  .sourceKey(Bench.OBJECT)
                  .destinationBucket(bench.bucket)
                  .destinationKey(COPY);
              if (kmsKey != null) {
                request.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(kmsKey);
              }
            });
  }

  private void keepCopy(CopyObjectResponse made) {
    copy.add(new Said("CopyObject", made.serverSideEncryptionAsString(), made.ssekmsKeyId()));
    readBack(COPY, copy);
  }

  /** What the answers about the object said. */
  @Then("putting, reading and heading it said the encryption {string} and no key")
  public void objectSaidNoKey(String encryption) {
    all(object, encryption, null);
  }

  /** What the answers about the object said, with the key. */
  @Then("putting, reading and heading it said the encryption {string} and the key's ARN")
  public void objectSaidKey(String encryption) {
    all(object, encryption, bench.key.arn());
  }

  /** What the answers about the copy said. */
  @Then("the copy said the encryption {string} and no key")
  public void copySaidNoKey(String encryption) {
    all(copy, encryption, null);
  }

  /** What the answers about the copy said, with the key. */
  @Then("the copy said the encryption {string} and the key's ARN")
  public void copySaidKey(String encryption) {
    all(copy, encryption, bench.key.arn());
  }

  private static void all(List<Said> answers, String encryption, String key) {
    Expect.holds(
        answers.stream()
            .allMatch(
                said -> encryption.equals(said.encryption()) && Objects.equals(key, said.key())),
        "%s and %s in every answer".formatted(encryption, key == null ? "no key" : key),
        answers,
        "the encryption headers",
        "");
  }
}

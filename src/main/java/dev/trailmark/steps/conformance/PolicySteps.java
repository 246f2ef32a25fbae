package dev.trailmark.steps.conformance;

import dev.trailmark.lab.IamBench;
import dev.trailmark.target.Reply;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;

/** The policies of identities, buckets and keys, given as statements. */
public final class PolicySteps {

  /** The key stays its maker's, by delegation to that principal alone. */
  private static final String OWNER =
      """
      {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::{account}:root"},
       "Action": "kms:*", "Resource": "*",
       "Condition": {"ArnLike": {"aws:PrincipalArn": ["%s", "%s"]}}}\
      """;

  private static final String DELEGATION =
      """
      {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::{account}:root"},
       "Action": "kms:*", "Resource": "*"}\
      """;

  private final Bench bench;
  private final Cast cast;

  /** Shares what the scenario has. */
  public PolicySteps(Bench bench, Cast cast) {
    this.bench = bench;
    this.cast = cast;
  }

  private IamBench iam() {
    return bench.workbench().iam();
  }

  /** An inline policy of a user, a group or a role. */
  @Given("{actor} has the inline policy")
  public void inline(String holder, String statements) {
    Actor actor = cast.named(holder);
    iam().inline(actor.kind(), actor.identity(), cast.policy(statements));
  }

  /** An inline policy of somebody in another account. */
  @Given("{actor}, elsewhere, has the inline policy")
  public void inlineElsewhere(String holder, String statements) {
    Actor actor = cast.named(holder);
    bench
        .workbench()
        .iam(bench.world().stranger())
        .inline(actor.kind(), actor.identity(), cast.policy(statements));
  }

  /** A customer managed policy. */
  @Given("a managed policy {actor}")
  public void managed(String name, String statements) {
    cast.add(name, Optional.empty(), iam().policy(cast.policy(statements)));
  }

  /** A customer managed policy gets to somebody. */
  @When("{actor} is attached to {actor}")
  public void attach(String policy, String holder) {
    attachByArn(cast.named(policy).identity().arn(), holder);
  }

  /** One of AWS's own policies gets to somebody. */
  @When("AWS's policy {string} is attached to {actor}")
  public void attachAwsManaged(String policy, String holder) {
    attachByArn("arn:aws:iam::aws:policy/" + policy, holder);
  }

  private void attachByArn(String arn, String holder) {
    Actor actor = cast.named(holder);
    iam().attach(actor.kind(), actor.identity(), arn);
  }

  /** A customer managed policy is taken away again. */
  @When("{actor} is detached from {actor}")
  public void detach(String policy, String holder) {
    Actor actor = cast.named(holder);
    iam().detach(actor.kind(), actor.identity(), cast.named(policy).identity().arn());
  }

  /** The most that a user may get. */
  @When("{actor} becomes the permissions boundary of {actor}")
  public void bound(String policy, String user) {
    iam().bound(cast.named(user).identity(), cast.named(policy).identity().arn());
  }

  /** A version that counts at once. */
  @When("{actor} gets a new default version")
  public void version(String policy, String statements) {
    iam().version(cast.named(policy).identity(), cast.policy(statements));
  }

  /** An older version counts again. */
  @When("version {string} of {actor} is the default again")
  public void restore(String version, String policy) {
    iam().defaultVersion(cast.named(policy).identity(), version);
  }

  /** The bucket's policy. */
  @When("the bucket's policy is")
  public void bucketPolicy(String statements) {
    bench.answer("s3:PutBucketPolicy", () -> putBucketPolicy(statements));
  }

  private Reply<PutBucketPolicyResponse> putBucketPolicy(String statements) {
    String policy = cast.policy(statements);
    return bench
        .workbench()
        .ask(
            "s3:PutBucketPolicy",
            () ->
                bench
                    .caller()
                    .s3()
                    .putBucketPolicy(put -> put.bucket(bench.bucket).policy(policy)));
  }

  /** A bucket policy that S3 does not take. */
  @Then("a bucket policy is refused with {int} {string} that says")
  public void bucketPolicyIsRefused(int status, String code, String statements) {
    bench.refused("s3:PutBucketPolicy", () -> putBucketPolicy(statements), status, code);
  }

  /** A key policy that KMS does not take. */
  @Then("a key policy is refused with {int} {string} that says")
  public void keyPolicyIsRefused(int status, String code, String statements) {
    String policy = cast.policy(DELEGATION + "," + statements);
    bench.refused(
        "kms:PutKeyPolicy",
        () ->
            bench
                .workbench()
                .ask(
                    "kms:PutKeyPolicy",
                    () ->
                        bench
                            .caller()
                            .kms()
                            .putKeyPolicy(put -> put.keyId(bench.key.keyId()).policy(policy))),
        status,
        code);
  }

  /** A key policy like the default one, with more in it. */
  @When("the key's policy delegates to the account and says")
  public void delegatingKeyPolicy(String statements) {
    keyPolicy(DELEGATION + "," + statements);
  }

  /** A key policy that gives identity policies of others no say. */
  @When("the key's policy delegates to nobody else and says")
  public void ownKeyPolicy(String statements) {
    String owner = cast.owner().principalArn();
    keyPolicy(OWNER.formatted(owner, owner.replaceFirst("/", "/*/")) + "," + statements);
  }

  private void keyPolicy(String statements) {
    String policy = cast.policy(statements);
    bench.answer(
        "kms:PutKeyPolicy",
        () ->
            bench
                .workbench()
                .ask(
                    "kms:PutKeyPolicy",
                    () ->
                        bench
                            .caller()
                            .kms()
                            .putKeyPolicy(
                                put ->
                                    put.keyId(bench.key.keyId())
                                        .policyName("default")
                                        .policy(policy)
                                        .bypassPolicyLockoutSafetyCheck(true))));
  }
}

package dev.trailmark.steps;

import dev.trailmark.lab.Demonstration;
import dev.trailmark.lab.Expect;
import dev.trailmark.lab.Workbench;
import dev.trailmark.target.Reply;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.function.Supplier;

/** Experiments that prove the assessment's right answers on the target. */
public final class DemonstrationSteps {

  private static final String UNDER_KMS = "under-kms";
  private static final String UNDER_S3 = "under-s3";

  private final World world;
  private Demonstration demonstration;
  private String bucket;
  private String key;

  /** Shares the scenario's world. */
  public DemonstrationSteps(World world) {
    this.world = world;
  }

  private Demonstration demonstration() {
    if (demonstration == null) {
      Workbench workbench = world.workbench();
      demonstration = Demonstration.by(world.student(), workbench);
    }
    return demonstration;
  }

  /** Question 2: something under a KMS key. */
  @Given("an object encrypted under a KMS key of the student's")
  public void objectUnderKms() {
    key = demonstration().keyForAll();
    bucket = world.workbench().bucket();
    world.workbench().put(bucket, UNDER_KMS, key);
  }

  /** Question 2: something under S3's keys. */
  @Given("an object encrypted with S3-managed keys")
  public void objectUnderS3() {
    world.workbench().put(bucket, UNDER_S3);
  }

  /** Question 2: the switch, off. */
  @When("the student disables the KMS key")
  public void disable() {
    Expect.answered("kms:DisableKey", demonstration().disable(key));
  }

  /** Question 2: the switch, on. */
  @When("the student enables the KMS key")
  public void enable() {
    Expect.answered("kms:EnableKey", demonstration().enable(key));
  }

  /** Question 2: what the switch does. */
  @Then("reading the object under the KMS key is refused with {int} {string}")
  public void readingIsRefused(int status, String code) {
    Expect.refused(
        "%d %s while the key is disabled".formatted(status, code),
        "s3:GetObject " + UNDER_KMS,
        refusal(() -> demonstration().read(bucket, UNDER_KMS)),
        status,
        code);
  }

  /** Question 2: what the switch does not do. */
  @Then("reading the object with S3-managed keys succeeds")
  public void readingOtherSucceeds() {
    Expect.answered("s3:GetObject " + UNDER_S3, demonstration().read(bucket, UNDER_S3));
  }

  /** Question 2: the switch undone. */
  @Then("reading the object under the KMS key succeeds")
  public void readingSucceeds() {
    Expect.answered(
        "s3:GetObject " + UNDER_KMS, answer(() -> demonstration().read(bucket, UNDER_KMS)));
  }

  /** Question 3: a key that knows only the account. */
  @Given("a KMS key whose policy does not name the student")
  public void keyForNobody() {
    key = demonstration().keyForNobody();
  }

  /** Question 5: a key that is managed by one who may not use it. */
  @Given("a KMS key whose policy names the student as administrator only")
  public void keyForAdministrator() {
    key = demonstration().keyForAdministrator();
  }

  /** Question 3: the explicit grant. */
  @When("the key's policy names the student as key user")
  public void nameTheStudent() {
    Expect.answered("kms:PutKeyPolicy", demonstration().letStudentUse(key));
  }

  /** Questions 3 and 5: denied by default. */
  @Then("encrypting with that key as the student is refused with {int} {string}")
  public void encryptingIsRefused(int status, String code) {
    Expect.refused(
        "%d %s for want of a key policy that allows it".formatted(status, code),
        "kms:Encrypt",
        refusal(() -> demonstration().encrypt(key)),
        status,
        code);
  }

  /** Question 3: allowed once named. */
  @Then("encrypting with that key as the student succeeds")
  public void encryptingSucceeds() {
    Expect.answered("kms:Encrypt", answer(() -> demonstration().encrypt(key)));
  }

  /** Question 5: what an administrator may do. */
  @Then("changing that key's description as the student succeeds")
  public void describingSucceeds() {
    Reply<?> reply = demonstration().changeDescription(key);
    Expect.answered("kms:UpdateKeyDescription", reply);
  }

  private <T> Reply<T> answer(Supplier<Reply<T>> question) {
    return world.workbench().settled(question, reply -> reply instanceof Reply.Answered);
  }

  private <T> Reply<T> refusal(Supplier<Reply<T>> question) {
    return world.workbench().settled(question, reply -> reply instanceof Reply.Refused);
  }
}

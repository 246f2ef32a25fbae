package dev.trailmark.steps;

import dev.trailmark.lab.Expect;
import dev.trailmark.lab.Student;
import io.cucumber.java.en.Then;

/** Task 1. */
public final class CreateKeySteps {

  private final World world;

  /** Shares the scenario's world. */
  public CreateKeySteps(World world) {
    this.world = world;
  }

  /** The key's kind. */
  @Then("the student's key is a symmetric key that encrypts and decrypts")
  public void keyIsSymmetric() {
    Expect.that(
        "a symmetric key (SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT)",
        student().key(),
        key -> key.symmetric(),
        student().key().value().filter(key -> !key.kindKnown()).isPresent()
            ? "hand in the output of aws kms describe-key, or the log file with the CreateKey"
                + " record"
            : "choose Symmetric and Encrypt and decrypt; another kind needs a new key");
  }

  /** Whose key it is. */
  @Then("the student's key is managed by the customer")
  public void keyIsTheCustomers() {
    Expect.that(
        "a customer managed key",
        student().key(),
        key -> key.manager().equals("CUSTOMER"),
        "create a key of your own; AWS managed keys belong to a service");
  }

  /** Whether it works. */
  @Then("the student's key is enabled")
  public void keyIsEnabled() {
    Expect.that(
        "an enabled key",
        student().key(),
        key -> key.enabled(),
        "enable the key, or cancel its deletion and enable it");
  }

  /** What it is called. */
  @Then("the student's key has the alias {string}")
  public void keyHasAlias(String name) {
    String alias = "alias/" + student().names().actual(name);
    Expect.that(
        "the alias " + alias,
        student().aliases(),
        aliases -> aliases.contains(alias),
        "add the alias to the key");
  }

  /** What it is for. */
  @Then("the student's key has the description {string}")
  public void keyHasDescription(String text) {
    Expect.that(
        "a key with the description \"%s\"".formatted(text),
        student().keyDescription(),
        description -> description.trim().equalsIgnoreCase(text),
        "edit the key's description");
  }

  /** Who manages it. */
  @Then("the key policy lists the student as key administrator")
  public void studentAdministers() {
    String principal = Expect.present("the student's role or user", student().principal());
    Expect.that(
        principal + " among the key administrators",
        student().keyPolicy(),
        policy -> policy.administrators().contains(principal),
        "add your role under Key administrators");
  }

  /** Who uses it. */
  @Then("the key policy lists the student as key user")
  public void studentUses() {
    String principal = Expect.present("the student's role or user", student().principal());
    Expect.that(
        principal + " among the key users",
        student().keyPolicy(),
        policy -> policy.users().contains(principal),
        "add your role under Key users");
  }

  /** What the student noted. */
  @Then("the key ID that the student wrote down is that of the student's key")
  public void keyIdWasWrittenDown() {
    String id = Expect.present("the student's key", student().key()).id();
    Expect.that(
        "the key ID " + id,
        student().recordedKeyId(),
        recorded -> recorded.equals(id),
        "copy the key ID of myFirstKey");
  }

  private Student student() {
    return world.student();
  }
}

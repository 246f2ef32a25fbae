package dev.trailmark.steps;

import dev.trailmark.lab.Expect;
import dev.trailmark.lab.Student;
import io.cucumber.java.en.Then;

/** Task 4. */
public final class AccessImageSteps {

  private final World world;

  /** Shares the scenario's world. */
  public AccessImageSteps(World world) {
    this.world = world;
  }

  /** The signed read. */
  @Then("a signed read of the image by the student succeeded")
  public void signedReadSucceeded() {
    Expect.that(
        "the image opened for the student",
        student().signedRead(),
        read -> read.opened(),
        "open the image in the console, signed in as a key user");
  }

  /** The first unsigned read. */
  @Then("an unsigned read before it was made public was refused with {int} {string}")
  public void privateReadWasRefused(int status, String code) {
    Expect.that(
        "an unsigned read of the private image refused with %d %s".formatted(status, code),
        student().unsignedReadWhilePrivate(),
        read -> read.status() == status && read.code().equals(code),
        "open the image's URL in a browser before making it public");
  }

  /** The first obstacle. */
  @Then("public ACLs are not blocked on the bucket")
  public void publicAclsAreNotBlocked() {
    Expect.that(
        "block public access off for ACLs",
        student().publicAccess(),
        access -> !access.blocked(),
        "de-select Block all public access in the bucket's permissions");
  }

  /** The second obstacle. */
  @Then("ACLs are enabled on the bucket")
  public void aclsAreEnabled() {
    Expect.that(
        "object ownership with ACLs enabled",
        student().publicAccess(),
        access -> access.aclsEnabled(),
        "edit Object Ownership and select ACLs enabled");
  }

  /** The third obstacle. */
  @Then("the image's ACL lets everyone read")
  public void aclLetsEveryoneRead() {
    Expect.that(
        "an ACL that lets everyone read the image",
        student().publicAccess(),
        access -> access.publicRead(),
        "choose Make public using ACL for the image");
  }

  /** The second unsigned read. */
  @Then("an unsigned read after it was made public was refused with {int} {string}")
  public void publicReadWasRefused(int status, String code) {
    Expect.that(
        "an unsigned read of the public image refused with %d %s".formatted(status, code),
        student().unsignedReadOncePublic(),
        read -> read.status() == status && read.code().equals(code),
        "reload the image's URL after making it public");
  }

  /** Why it was refused. */
  @Then("that refusal said that AWS Signature Version 4 is required")
  public void refusalAsksForSigV4() {
    Expect.that(
        "a refusal that says: require AWS Signature Version 4",
        student().unsignedReadOncePublic(),
        read -> read.message().contains("require AWS Signature Version 4"),
        "reload the image's URL after making it public");
  }

  private Student student() {
    return world.student();
  }
}

package dev.trailmark.steps.conformance;

import io.cucumber.java.en.When;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Block Public Access of the account as a whole, which S3 Control keeps. Only what changes nothing
 * is asked: an account's block holds for all its buckets.
 */
public final class AccountBlockSteps {

  private static final String PATH = "configuration/publicAccessBlock";
  private static final String EMPTY = "<PublicAccessBlockConfiguration" + ControlApi.XMLNS + "/>";

  private final ControlApi control;

  /** Shares what the scenario has. */
  public AccountBlockSteps(ControlApi control) {
    this.control = control;
  }

  /** By somebody of the scenario. */
  @When("{actor} asks for the account's block of public access")
  public void asks(String name) {
    send("GET", "", control.of(name));
  }

  /** By nobody. */
  @When("the account's block of public access is asked for unsigned")
  public void asksUnsigned() {
    send("GET", "", null);
  }

  /** A block that says nothing. */
  @When("a block of public access without any setting is put on the account")
  public void putsNothing() {
    send("PUT", EMPTY, control.caller());
  }

  private void send(String method, String text, AwsCredentialsProvider by) {
    control.send(method + " of the account's block", method, PATH, text, by);
  }
}

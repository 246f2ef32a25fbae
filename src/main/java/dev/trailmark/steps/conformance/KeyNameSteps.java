package dev.trailmark.steps.conformance;

import static java.util.stream.Collectors.joining;

import dev.trailmark.lab.Expect;
import dev.trailmark.lab.Workbench;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.Tag;

/** What is fastened to a key: its policy, its aliases and its tags. */
public final class KeyNameSteps {

  private final Bench bench;
  private String other;

  /** Shares the scenario's bench. */
  public KeyNameSteps(Bench bench) {
    this.bench = bench;
  }

  private Workbench workbench() {
    return bench.workbench();
  }

  private KmsClient kms() {
    return bench.caller().kms();
  }

  private String keyId() {
    return bench.key.keyId();
  }

  private void refused(String what, Supplier<Object> call, int status, String code) {
    bench.refused(what, () -> workbench().ask(what, call), status, code);
  }

  private static void same(String actual, String expected, String where) {
    Expect.holds(actual.equals(expected), "\"" + expected + "\"", "\"" + actual + "\"", where, "");
  }

  /** There is one. */
  @Then("its only policy is {string}")
  public void onlyPolicy(String name) {
    List<String> names =
        workbench()
            .must("kms:ListKeyPolicies", () -> kms().listKeyPolicies(one -> one.keyId(keyId())))
            .policyNames();
    same(String.join(", ", names), name, "kms:ListKeyPolicies");
  }

  /** There is no other. */
  @Then("reading its policy {string} is refused with {int} {string}")
  public void readingPolicyIsRefused(String name, int status, String code) {
    refused(
        "kms:GetKeyPolicy",
        () -> kms().getKeyPolicy(one -> one.keyId(keyId()).policyName(name)),
        status,
        code);
  }

  /** What does not parse. */
  @Then("putting the key policy {string} is refused with {int} {string}")
  public void puttingPolicyIsRefused(String policy, int status, String code) {
    refused(
        "kms:PutKeyPolicy",
        () -> kms().putKeyPolicy(one -> one.keyId(keyId()).policyName("default").policy(policy)),
        status,
        code);
  }

  private String aliases() {
    return workbench()
        .must("kms:ListAliases", () -> kms().listAliases(one -> one.keyId(keyId())))
        .aliases()
        .stream()
        .map(AliasListEntry::aliasName)
        .collect(joining(", "));
  }

  /** Named. */
  @Then("the key is listed with its alias")
  public void listedWithAlias() {
    same(aliases(), bench.alias, "kms:ListAliases");
  }

  /** No longer. */
  @Then("the key is listed without its alias")
  public void listedWithoutAlias() {
    same(aliases(), "", "kms:ListAliases");
  }

  /** One name for another key. */
  @When("the alias is moved to another key")
  public void moveAlias() {
    other = workbench().key().keyId();
    workbench()
        .must(
            "kms:UpdateAlias",
            () -> kms().updateAlias(one -> one.aliasName(bench.alias).targetKeyId(other)));
  }

  /** By its name. */
  @Then("describing the key by its alias tells the other key")
  public void describeByAlias() {
    String told =
        workbench()
            .must("kms:DescribeKey", () -> kms().describeKey(one -> one.keyId(bench.alias)))
            .keyMetadata()
            .keyId();
    same(told, other, "kms:DescribeKey");
  }

  private String noAlias() {
    return "alias/" + workbench().name("nothing");
  }

  /** Nothing to move. */
  @Then("moving an alias that does not exist is refused with {int} {string}")
  public void movingIsRefused(int status, String code) {
    refused(
        "kms:UpdateAlias",
        () -> kms().updateAlias(one -> one.aliasName(noAlias()).targetKeyId(keyId())),
        status,
        code);
  }

  /** Nothing to delete. */
  @Then("deleting an alias that does not exist is refused with {int} {string}")
  public void deletingIsRefused(int status, String code) {
    refused(
        "kms:DeleteAlias", () -> kms().deleteAlias(one -> one.aliasName(noAlias())), status, code);
  }

  /** A tag. */
  @When("it is tagged {string} = {string}")
  public void tag(String name, String value) {
    Tag tag = Tag.builder().tagKey(name).tagValue(value).build();
    workbench()
        .must("kms:TagResource", () -> kms().tagResource(one -> one.keyId(keyId()).tags(tag)));
  }

  /** No tag. */
  @When("its tag {string} is taken away")
  public void untag(String name) {
    workbench()
        .must(
            "kms:UntagResource",
            () -> kms().untagResource(one -> one.keyId(keyId()).tagKeys(name)));
  }

  /** All tags. */
  @Then("its tags are {string}")
  public void tags(String expected) {
    String tags =
        workbench()
            .must("kms:ListResourceTags", () -> kms().listResourceTags(one -> one.keyId(keyId())))
            .tags()
            .stream()
            .map(tag -> tag.tagKey() + "=" + tag.tagValue())
            .collect(joining(", "));
    same(tags, expected, "kms:ListResourceTags");
  }
}

package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import dev.trailmark.lab.ReplicationBench;
import dev.trailmark.lab.Workbench;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Tag;

/** Replication of the scenario's bucket into another one. */
public final class ReplicationSteps {
  private static final String WRITE = "s3:ReplicateObject";
  private static final String DELETE = "s3:ReplicateDelete";
  private static final String READ = "s3:GetObject of the replica";

  private final Bench bench;
  private final Store store;
  private String destination;

  /** Shares what the scenario has. */
  public ReplicationSteps(Bench bench, Store store) {
    this.bench = bench;
    this.store = store;
  }

  private ReplicationBench replication() {
    return workbench().replication();
  }

  private Workbench workbench() {
    return bench.workbench();
  }

  /** A destination, and a role that may do all that it has to. */
  @Given("the bucket is replicated into one in another Region")
  public void replicated() {
    replicate(Set.of(WRITE, DELETE), false);
  }

  /** The same with delete markers. */
  @Given("the bucket is replicated into one in another Region, with delete markers")
  public void replicatedWithMarkers() {
    replicate(Set.of(WRITE, DELETE), true);
  }

  /** A role that may not write. */
  @Given("the bucket is replicated by a role that may not write")
  public void replicatedBadly() {
    replicate(Set.of(DELETE), false);
  }

  private void replicate(Set<String> writes, boolean markers) {
    destination = replication().bucket();
    replication().replicate(store.bucket(), destination, writes, markers);
  }

  /** How it ends. */
  @Then("the replication of {string} ends as {string}")
  public void ends(String key, String status) {
    String end = replication().end(store.bucket(), key);
    Expect.holds(end.equals(status), status, end, "x-amz-replication-status of " + key, "");
  }

  /** No rule applies. */
  @Then("{string} has no replication status")
  public void noStatus(String key) {
    HeadObjectResponse head =
        store.must(
            "s3:HeadObject", () -> store.s3().headObject(r -> r.bucket(store.bucket()).key(key)));
    String status = head.replicationStatusAsString();
    Expect.holds(status == null, "none", status, "x-amz-replication-status of " + key, "");
  }

  /** What a replica has of its source. */
  @Then("the replica of {string} reads {string} and has its version, entity tag and time")
  public void sameReplica(String key, String text) {
    ResponseBytes<GetObjectResponse> replica =
        workbench()
            .must(
                READ,
                () ->
                    replication()
                        .s3()
                        .getObjectAsBytes(request -> request.bucket(destination).key(key)));
    String read = replica.asString(StandardCharsets.UTF_8);
    Expect.holds(read.equals(text), text, read, READ, "");
    HeadObjectResponse source =
        store.must(
            "s3:HeadObject", () -> store.s3().headObject(r -> r.bucket(store.bucket()).key(key)));
    same(source.versionId(), replica.response().versionId());
    same(source.eTag(), replica.response().eTag());
    same(source.lastModified(), replica.response().lastModified());
    same("REPLICA", replica.response().replicationStatusAsString());
  }

  private static void same(Object expected, Object actual) {
    Expect.holds(expected.equals(actual), expected.toString(), actual, READ, "");
  }

  /** The tags of a replica. */
  @Then("the replica of {string} has the tags {string}")
  public void tags(String key, String tags) {
    Map<String, String> told =
        workbench()
            .must(
                "s3:GetObjectTagging of the replica",
                () -> replication().s3().getObjectTagging(r -> r.bucket(destination).key(key)))
            .tagSet()
            .stream()
            .collect(Collectors.toMap(Tag::key, Tag::value));
    String shown =
        told.entrySet().stream()
            .map(tag -> tag.getKey() + "=" + tag.getValue())
            .sorted()
            .collect(Collectors.joining("&"));
    Expect.holds(shown.equals(tags), tags, shown, "s3:GetObjectTagging of the replica", "");
  }

  /** A delete marker that has come along. */
  @Then("the other bucket has a delete marker too")
  public void marker() {
    int markers = replication().markers(destination);
    Expect.holds(markers == 1, "1", markers, "s3:ListObjectVersions of the replicas", "");
  }
}

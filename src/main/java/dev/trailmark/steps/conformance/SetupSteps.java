package dev.trailmark.steps.conformance;

import io.cucumber.java.en.Given;

/** What conformance scenarios start from. */
public final class SetupSteps {

  private final Bench bench;

  /** Shares the scenario's bench. */
  public SetupSteps(Bench bench) {
    this.bench = bench;
  }

  /** A bucket. */
  @Given("a new bucket")
  public void newBucket() {
    bench.bucket = bench.workbench().bucket();
  }

  /** A bucket with something in it. */
  @Given("an object in a private bucket")
  public void objectInPrivateBucket() {
    newBucket();
    bench.workbench().put(bench.bucket, Bench.OBJECT);
  }

  /** A bucket in which ACLs count, but not public ones. */
  @Given("an object in a private bucket with ACLs enabled")
  public void objectInBucketWithAcls() {
    objectInPrivateBucket();
    bench.workbench().enableAcls(bench.bucket);
  }

  /** What task 3 of the lab makes. */
  @Given("an object in a private bucket, encrypted under a KMS key")
  public void privateObjectUnderKms() {
    newBucket();
    key();
    bench.workbench().put(bench.bucket, Bench.OBJECT, bench.key.keyId());
  }

  /** What task 4 of the lab makes. */
  @Given("a public object encrypted under a KMS key")
  public void publicObjectUnderKms() {
    newBucket();
    key();
    bench.workbench().put(bench.bucket, Bench.OBJECT, bench.key.keyId());
    bench.workbench().makePublic(bench.bucket, Bench.OBJECT);
  }

  /** What a website's images are. */
  @Given("a public object with S3-managed encryption")
  public void publicObject() {
    objectInPrivateBucket();
    bench.workbench().makePublic(bench.bucket, Bench.OBJECT);
  }

  /** A key. */
  @Given("a KMS key")
  public void key() {
    bench.key = bench.workbench().key();
  }

  /** A key with a name. */
  @Given("a KMS key with an alias")
  public void keyWithAlias() {
    key();
    bench.alias = bench.workbench().alias(bench.key.keyId());
  }

  /** A second bucket with something in it. */
  @Given("an object in another private bucket")
  public void objectInOtherBucket() {
    bench.otherBucket = bench.workbench().bucket();
    bench.workbench().put(bench.otherBucket, Bench.OBJECT);
  }
}

package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What objects hold, in which states they are written and deleted, and how they are listed. */
public final class ContentSteps {

  private final Bench bench;
  private final Store store;

  /** Shares what the scenario has. */
  public ContentSteps(Bench bench, Store store) {
    this.bench = bench;
    this.store = store;
  }

  /** An object. */
  @Given("the object {string} holds {string}")
  public void holds(String key, String text) {
    store.put(key, text, request -> {});
  }

  /** Reading all of it. */
  @Then("{string} reads {string}")
  public void reads(String key, String text) {
    same(text, store.text(key, request -> {}), "s3:GetObject of " + key);
  }

  /** Reading a part of it. */
  @Then("reading bytes {string} of {string} answers {int} with {string}")
  public void readsBytes(String range, String key, int status, String text) {
    String what = "s3:GetObject of bytes %s of %s".formatted(range, key);
    var answer =
        bench.answer(what, () -> store.read(key, request -> request.range("bytes=" + range)));
    same(
        status + " " + text,
        answer.response().sdkHttpResponse().statusCode()
            + " "
            + answer.asString(StandardCharsets.UTF_8),
        what);
  }

  /** A range that nothing is in. */
  @Then("reading bytes {string} of {string} is refused with {int} {string}")
  public void bytesRefused(String range, String key, int status, String code) {
    bench.refused(
        "s3:GetObject of bytes " + range,
        () -> store.read(key, request -> request.range("bytes=" + range)),
        status,
        code);
  }

  /** A read that cannot be. */
  @Then("reading {string} is refused with {int} {string}")
  public void readRefused(String key, int status, String code) {
    bench.refused("s3:GetObject of " + key, () -> store.read(key, request -> {}), status, code);
  }

  /** A write that wants an empty place. */
  @Then("writing {string} if nothing is there is refused with {int} {string}")
  public void writeNew(String key, int status, String code) {
    store.refused(
        "s3:PutObject with If-None-Match",
        () -> store.putting(key, "again", request -> request.ifNoneMatch("*")),
        status,
        code);
  }

  /** A write that wants a certain object. */
  @Then("writing {string} if its ETag is {string} is refused with {int} {string}")
  public void writeOver(String key, String etag, int status, String code) {
    store.refused(
        "s3:PutObject with If-Match",
        () -> store.putting(key, "again", request -> request.ifMatch(etag)),
        status,
        code);
  }

  /** A deletion that wants a certain object. */
  @Then("deleting {string} if its ETag is {string} is refused with {int} {string}")
  public void deleteIf(String key, String etag, int status, String code) {
    store.refused(
        "s3:DeleteObject with If-Match",
        () -> store.s3().deleteObject(one -> one.bucket(store.bucket()).key(key).ifMatch(etag)),
        status,
        code);
  }

  /** A copy that does nothing. */
  @Then("copying {string} onto itself is refused with {int} {string}")
  public void copyOntoItself(String key, int status, String code) {
    store.refused(
        "s3:CopyObject onto itself",
        () ->
            store
                .s3()
                .copyObject(
                    copy ->
                        copy.sourceBucket(store.bucket())
                            .sourceKey(key)
                            .destinationBucket(store.bucket())
                            .destinationKey(key)),
        status,
        code);
  }

  /** Size and class. */
  @Then("the attributes of {string} say {long} bytes in the class {string}")
  public void attributes(String key, long size, String storageClass) {
    var told =
        store.must(
            "s3:GetObjectAttributes",
            () ->
                store
                    .s3()
                    .getObjectAttributes(
                        one ->
                            one.bucket(store.bucket())
                                .key(key)
                                .objectAttributes(
                                    ObjectAttributes.OBJECT_SIZE, ObjectAttributes.STORAGE_CLASS)));
    same(
        size + " " + storageClass,
        told.objectSize() + " " + told.storageClassAsString(),
        "s3:GetObjectAttributes");
  }

  /** All keys. */
  @Then("the bucket lists {string}")
  public void lists(String keys) {
    same(split(keys), keys(ListObjectsV2Request.builder()), "s3:ListObjectsV2");
  }

  /** Keys that begin alike. */
  @Then("below {string} the bucket lists {string}")
  public void listsBelow(String prefix, String keys) {
    same(split(keys), keys(ListObjectsV2Request.builder().prefix(prefix)), "s3:ListObjectsV2");
  }

  /** Keys and what is rolled up. */
  @Then("with the delimiter {string} the bucket lists {string} and the prefixes {string}")
  public void listsRolledUp(String delimiter, String keys, String prefixes) {
    var page =
        store.must(
            "s3:ListObjectsV2",
            () -> store.s3().listObjectsV2(one -> one.bucket(store.bucket()).delimiter(delimiter)));
    List<String> listed = new ArrayList<>(page.contents().stream().map(S3Object::key).toList());
    page.commonPrefixes().forEach(prefix -> listed.add(prefix.prefix()));
    List<String> expected = new ArrayList<>(split(keys));
    expected.addAll(split(prefixes));
    same(expected, listed, "s3:ListObjectsV2 with a delimiter");
  }

  /** Where a marker stands within what is rolled up. */
  @Then("behind {string} with the delimiter {string} the bucket lists {string} and no prefix")
  public void listsBehind(String marker, String delimiter, String keys) {
    var page =
        store.must(
            "s3:ListObjects",
            () ->
                store
                    .s3()
                    .listObjects(
                        one -> one.bucket(store.bucket()).delimiter(delimiter).marker(marker)));
    List<String> listed = new ArrayList<>(page.contents().stream().map(S3Object::key).toList());
    page.commonPrefixes().forEach(prefix -> listed.add(prefix.prefix()));
    same(split(keys), listed, "s3:ListObjects with a marker and a delimiter");
  }

  /** Page by page. */
  @Then("in pages of {int} the bucket lists {string}")
  public void listsInPages(int size, String keys) {
    same(
        split(keys),
        keys(ListObjectsV2Request.builder().maxKeys(size)),
        "s3:ListObjectsV2 in pages");
  }

  /** An encoding that S3 does not have. */
  @Then("listing with the encoding {string} is refused with {int} {string}")
  public void listEncoded(String encoding, int status, String code) {
    store.refused(
        "s3:ListObjectsV2 with encoding-type " + encoding,
        () -> store.s3().listObjectsV2(one -> one.bucket(store.bucket()).encodingType(encoding)),
        status,
        code);
  }

  private List<String> keys(ListObjectsV2Request.Builder request) {
    return store.must(
        "s3:ListObjectsV2",
        () ->
            store
                .s3()
                .listObjectsV2Paginator(
                    request.bucket(store.bucket()).encodingType(EncodingType.URL).build())
                .contents()
                .stream()
                .map(S3Object::key)
                .toList());
  }

  private static List<String> split(String keys) {
    return Arrays.asList(keys.split(", "));
  }

  private static void same(Object expected, Object actual, String what) {
    Expect.holds(expected.equals(actual), String.valueOf(expected), actual, what, "");
  }
}

package dev.trailmark.steps.conformance;

import dev.trailmark.target.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** The objects of one scenario's bucket, and the versions that it made of them, oldest first. */
public final class Store {

  private final Bench bench;
  private final Map<String, List<String>> versions = new HashMap<>();
  private final Map<String, String> markers = new HashMap<>();

  /** Shares the scenario's bench. */
  public Store(Bench bench) {
    this.bench = bench;
  }

  String bucket() {
    return bench.bucket;
  }

  S3Client s3() {
    return bench.caller().s3();
  }

  /** Puts a text, and keeps the version's id if there is one. */
  void put(String key, String text, Consumer<PutObjectRequest.Builder> more) {
    PutObjectResponse put = bench.workbench().must("s3:PutObject", () -> putting(key, text, more));
    versions.computeIfAbsent(key, none -> new ArrayList<>()).add(put.versionId());
  }

  PutObjectResponse putting(String key, String text, Consumer<PutObjectRequest.Builder> more) {
    return s3().putObject(
            request -> more.accept(request.bucket(bucket()).key(key)),
            RequestBody.fromString(text));
  }

  /** A read, which may be refused. */
  Reply<ResponseBytes<GetObjectResponse>> read(
      String key, Consumer<GetObjectRequest.Builder> more) {
    return bench
        .workbench()
        .ask(
            "s3:GetObject",
            () -> s3().getObjectAsBytes(request -> more.accept(request.bucket(bucket()).key(key))));
  }

  /** A read's text, once earlier changes are seen. */
  String text(String key, Consumer<GetObjectRequest.Builder> more) {
    return bench
        .answer("s3:GetObject of " + key, () -> read(key, more))
        .asString(StandardCharsets.UTF_8);
  }

  /** The id of a version by its number, from 1. */
  String version(String key, int number) {
    return versions.get(key).get(number - 1);
  }

  /** The id of the delete marker that covers a key. */
  String marker(String key) {
    return markers.get(key);
  }

  void marked(String key, String versionId) {
    markers.put(key, versionId);
  }

  /** A call that has to be refused. */
  <T> void refused(String what, Supplier<T> call, int status, String code) {
    bench.refused(what, () -> bench.workbench().ask(what, call), status, code);
  }

  /** A call that has to work. */
  <T> T must(String what, Supplier<T> call) {
    return bench.workbench().must(what, call);
  }
}

package dev.trailmark.cloud.s3.config;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Members;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Kept;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Sent;
import dev.trailmark.cloud.s3.integrity.Documents;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ConfigurationRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.S3Trail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The rows of one sort of bucket configuration. Each configuration says its rules, names and
 * answers; what all of them have in common is here: permission, digests, records, storage.
 */
public final class ConfigurationRows {
  private static final Set<String> COMMON =
      Set.of("Bucket", "ExpectedBucketOwner", "ContentMD5", "ChecksumAlgorithm", "Id");

  private final S3Access access;
  private final DocumentCodec codec;
  private final String name;
  private final List<Operation<?, ?>> rows = new ArrayList<>();
  private boolean digestRequired;
  private int writeStatus = 200;

  /**
   * Rows to come.
   *
   * @param name the sub-resource, such as {@code lifecycle}, under which documents are kept
   */
  public ConfigurationRows(S3Access access, DocumentCodec codec, String name) {
    this.access = access;
    this.codec = codec;
    this.name = name;
  }

  /** The rows so far. */
  public List<Operation<?, ?>> rows() {
    return List.copyOf(rows);
  }

  /** Puts must come with Content-MD5 or a checksum, as AWS documents of some. */
  public ConfigurationRows requireDigest() {
    this.digestRequired = true;
    return this;
  }

  /** The status that puts are answered with, when it is not 200. */
  public ConfigurationRows writesAnswer(int status) {
    this.writeStatus = status;
    return this;
  }

  /**
   * A row that replaces the configuration.
   *
   * @param payload the member of the request that is the document
   * @param response the empty answer
   * @param more members that the check honours beside the document
   */
  public <D extends SdkPojo> ConfigurationRows put(
      Naming naming,
      Supplier<? extends SdkPojo> request,
      String payload,
      ConfigurationCheck<D> check,
      SdkPojo response,
      String... more) {
    return put(naming, request, payload, check, (Kept kept) -> response, more);
  }

  /**
   * A row that replaces the configuration.
   *
   * @param answer makes the answer from what was kept
   */
  public <D extends SdkPojo> ConfigurationRows put(
      Naming naming,
      Supplier<? extends SdkPojo> request,
      String payload,
      ConfigurationCheck<D> check,
      Function<Kept, SdkPojo> answer,
      String... more) {
    return write(
        naming,
        request,
        payload,
        (Sent<D> sent) -> {
          Kept kept = check.check(sent);
          keep(sent, kept);
          return answer.apply(kept);
        },
        more);
  }

  /** What a row that takes a document does with it. */
  @FunctionalInterface
  public interface Writing<D> {
    /** Does it, and answers. */
    SdkPojo write(Sent<D> sent);
  }

  /** A row that takes a document and keeps it in its own way. */
  public <D extends SdkPojo> ConfigurationRows write(
      Naming naming,
      Supplier<? extends SdkPojo> request,
      String payload,
      Writing<D> writing,
      String... more) {
    Set<String> honoured = new TreeSet<>(Set.of(more));
    honoured.add(payload);
    TrailRule<SdkPojo, SdkPojo> trail =
        S3Trail.write(this::bucket, S3Trail::noKey, (in, shown) -> record(in, payload, shown));
    rows.add(
        row(naming, request, honoured, trail, (call, in) -> writing.write(sent(call, in, payload)))
            .status(writeStatus)
            .build());
    return this;
  }

  /** A row that reads the configuration. */
  public ConfigurationRows get(
      Naming naming,
      Supplier<? extends SdkPojo> request,
      Supplier<? extends SdkPojo> response,
      Absent absent) {
    return get(naming, request, response, absent, (answer, kept) -> answer);
  }

  /**
   * A row that reads the configuration.
   *
   * @param finish adds what was kept beside the document to the answer
   */
  public ConfigurationRows get(
      Naming naming,
      Supplier<? extends SdkPojo> request,
      Supplier<? extends SdkPojo> response,
      Absent absent,
      BiFunction<SdkPojo, ConfigurationRecord, SdkPojo> finish) {
    return read(
        naming,
        request,
        (call, in) -> {
          BucketRecord bucket = call.subject(BucketRecord.class);
          ConfigurationRecord kept = call.state().get(S3Kinds.CONFIGURATION, key(in));
          return kept == null
              ? codec.read(absent.text(bucket, codec), response.get())
              : finish.apply(codec.read(kept.document(), response.get()), kept);
        });
  }

  /** A row that reads in its own way. */
  public ConfigurationRows read(
      Naming naming,
      Supplier<? extends SdkPojo> request,
      Operation.Handler<SdkPojo, SdkPojo> handler,
      String... more) {
    rows.add(
        row(naming, request, Set.of(more), S3Trail.read(this::bucket, S3Trail::noKey), handler)
            .build());
    return this;
  }

  /** A row that deletes the configuration; succeeds whether there is one or not. */
  public ConfigurationRows delete(
      Naming naming, Supplier<? extends SdkPojo> request, SdkPojo response) {
    return remove(
        naming,
        request,
        (call, in) -> {
          call.update(
              S3Kinds.scope(bucket(in)),
              tx -> {
                S3Access.require(tx, bucket(in));
                tx.remove(S3Kinds.CONFIGURATION, key(in));
                return null;
              });
          return response;
        });
  }

  /** A row that deletes in its own way. */
  public ConfigurationRows remove(
      Naming naming,
      Supplier<? extends SdkPojo> request,
      Operation.Handler<SdkPojo, SdkPojo> handler) {
    rows.add(
        row(naming, request, Set.of(), S3Trail.write(this::bucket, S3Trail::noKey), handler)
            .status(204)
            .build());
    return this;
  }

  private Operation.Row<SdkPojo, SdkPojo> row(
      Naming naming,
      Supplier<? extends SdkPojo> request,
      Set<String> more,
      TrailRule<SdkPojo, SdkPojo> trail,
      Operation.Handler<SdkPojo, SdkPojo> handler) {
    Set<String> honoured = new TreeSet<>(codec.names(request.get()));
    honoured.removeIf(member -> !COMMON.contains(member) && !more.contains(member));
    return Operation.<SdkPojo, SdkPojo>of(naming.operation(), request, handler)
        .access(
            (call, in) ->
                access.bucket(call, bucket(in), text(in, "ExpectedBucketOwner"), naming.action()))
        .honours(honoured.toArray(String[]::new))
        .trail(trail.named(naming.event()));
  }

  @SuppressWarnings("unchecked")
  private <D extends SdkPojo> Sent<D> sent(Call call, SdkPojo in, String payload) {
    Members members = codec.members(in);
    boolean compared = Documents.verify(call, contentMd5(call, in), text(in, "ChecksumAlgorithm"));
    if (digestRequired && !compared) {
      throw S3Error.INVALID_REQUEST.because(
          "Missing required header for this request: Content-MD5");
    }
    D document = (D) members.get(payload);
    if (document == null) {
      throw S3Error.MALFORMED_XML.fail();
    }
    return new Sent<>(call, call.subject(BucketRecord.class), members, document);
  }

  /** Not every type has the member, but every request may have the header. */
  private String contentMd5(Call call, SdkPojo in) {
    return call.wire() == null ? text(in, "ContentMD5") : call.wire().header("content-md5");
  }

  private void keep(Sent<?> sent, Kept kept) {
    String bucket = sent.bucket().name();
    Object id = sent.input().get("Id");
    String key = S3Kinds.configurationKey(bucket, name, id == null ? "" : id.toString());
    ConfigurationRecord made =
        new ConfigurationRecord(codec.write(kept.document()), kept.extras(), sent.call().time());
    sent.call()
        .update(
            S3Kinds.scope(bucket),
            tx -> {
              S3Access.require(tx, bucket);
              tx.put(S3Kinds.CONFIGURATION, key, made);
              return null;
            });
  }

  private void record(SdkPojo in, String payload, Map<String, Object> shown) {
    if (codec.members(in).get(payload) instanceof SdkPojo document) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("xmlns", S3Trail.XMLNS);
      body.putAll(codec.recorded(document));
      shown.put(payload, body);
    }
  }

  private String key(SdkPojo in) {
    String id = text(in, "Id");
    return S3Kinds.configurationKey(bucket(in), name, id == null ? "" : id);
  }

  private String bucket(SdkPojo in) {
    return text(in, "Bucket");
  }

  private String text(SdkPojo in, String member) {
    Object value = codec.members(in).get(member);
    return value == null ? null : value.toString();
  }
}

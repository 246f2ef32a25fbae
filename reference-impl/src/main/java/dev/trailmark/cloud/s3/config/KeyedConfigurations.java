package dev.trailmark.cloud.s3.config;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Kept;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Sent;
import dev.trailmark.cloud.s3.listing.ListTokens;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ConfigurationRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The four operations of a sort of configuration of which a bucket may have many, by id: analytics,
 * inventories, metrics, archives of Intelligent-Tiering.
 *
 * @param <D> the document
 */
final class KeyedConfigurations<D extends SdkPojo> {
  private static final int PAGE = 100;
  private static final int MOST = 1_000;
  private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_.\\-]{1,64}");

  private final S3Access access;
  private final DocumentCodec codec;
  private final Sort<D> sort;

  KeyedConfigurations(S3Access access, DocumentCodec codec, Sort<D> sort) {
    this.access = access;
    this.codec = codec;
    this.sort = sort;
  }

  /**
   * What tells one sort from others.
   *
   * @param subresource in queries, such as {@code inventory}
   * @param name such as {@code InventoryConfiguration}, which is also the document's member and
   *     what its actions are named after
   * @param document an empty builder of the document
   * @param id the id in a document
   * @param rules throws when a document is not valid
   * @param mismatch what a document is told whose id is another than the request's, as recorded
   */
  record Sort<D>(
      String subresource,
      String name,
      Supplier<? extends SdkPojo> document,
      Function<D, String> id,
      java.util.function.Consumer<D> rules,
      S3Error mismatch) {}

  /** The requests and answers of the four operations. */
  record Messages<D>(
      Supplier<? extends SdkPojo> put,
      SdkPojo wasPut,
      Supplier<? extends SdkPojo> get,
      Supplier<? extends SdkPojo> got,
      Supplier<? extends SdkPojo> delete,
      SdkPojo deleted,
      Supplier<? extends SdkPojo> list,
      Function<Page<D>, SdkPojo> listed) {}

  /**
   * A page of a list.
   *
   * @param token the token that was sent; {@code null} for the first page
   * @param next the token of the next page; {@code null} for the last
   */
  record Page<D>(List<D> documents, String token, String next) {
    boolean isTruncated() {
      return next != null;
    }
  }

  List<Operation<?, ?>> rows(Messages<D> messages) {
    String write = "Put" + sort.name();
    String read = "Get" + sort.name();
    return new ConfigurationRows(access, codec, sort.subresource())
        .writesAnswer(204)
        .put(
            Naming.of("PutBucket" + sort.name()).allowedBy(write),
            messages.put(),
            sort.name(),
            this::check,
            messages.wasPut())
        .get(
            Naming.of("GetBucket" + sort.name()).allowedBy(read),
            messages.get(),
            messages.got(),
            bucket -> {
              throw S3Error.NO_SUCH_CONFIGURATION.fail();
            })
        .remove(
            Naming.of("DeleteBucket" + sort.name()).allowedBy(write),
            messages.delete(),
            (call, in) -> {
              delete(call, (String) codec.members(in).get("Id"));
              return messages.deleted();
            })
        .read(
            Naming.of("ListBucket" + sort.name() + "s").allowedBy(read),
            messages.list(),
            (call, in) -> {
              String token = (String) codec.members(in).get("ContinuationToken");
              return messages.listed().apply(page(call, token));
            },
            "ContinuationToken")
        .rows();
  }

  private Kept check(Sent<D> sent) {
    String id = (String) sent.input().get("Id");
    if (id == null || !ID.matcher(id).matches()) {
      throw S3Error.INVALID_CONFIGURATION_ID.fail();
    }
    if (!id.equals(sort.id().apply(sent.document()))) {
      throw sort.mismatch().fail();
    }
    sort.rules().accept(sent.document());
    NavigableMap<String, ConfigurationRecord> others = all(sent.call(), sent.bucket().name());
    if (others.size() >= MOST && !others.containsKey(place(sent.bucket().name(), id))) {
      throw S3Error.TOO_MANY_CONFIGURATIONS.fail();
    }
    return Kept.of(sent.document());
  }

  private void delete(Call call, String id) {
    String bucket = call.subject(BucketRecord.class).name();
    call.update(
        S3Kinds.scope(bucket),
        tx -> {
          S3Access.require(tx, bucket);
          if (tx.get(S3Kinds.CONFIGURATION, place(bucket, id)) == null) {
            throw S3Error.NO_SUCH_CONFIGURATION.fail();
          }
          tx.remove(S3Kinds.CONFIGURATION, place(bucket, id));
          return null;
        });
  }

  @SuppressWarnings("unchecked")
  private Page<D> page(Call call, String token) {
    String bucket = call.subject(BucketRecord.class).name();
    String after = ListTokens.parse(token);
    NavigableMap<String, ConfigurationRecord> rest = all(call, bucket);
    if (after != null) {
      rest = rest.tailMap(place(bucket, after), false);
    }
    List<Map.Entry<String, ConfigurationRecord>> page =
        rest.entrySet().stream().limit(PAGE + 1L).toList();
    boolean more = page.size() > PAGE;
    List<D> documents =
        page.stream()
            .limit(PAGE)
            .map(entry -> (D) codec.read(entry.getValue().document(), sort.document().get()))
            .toList();
    String next = more ? ListTokens.of(sort.id().apply(documents.get(PAGE - 1))) : null;
    return new Page<>(documents, token, next);
  }

  private NavigableMap<String, ConfigurationRecord> all(Call call, String bucket) {
    return call.state().range(S3Kinds.CONFIGURATION, place(bucket, ""));
  }

  private String place(String bucket, String id) {
    return S3Kinds.configurationKey(bucket, sort.subresource(), id);
  }
}

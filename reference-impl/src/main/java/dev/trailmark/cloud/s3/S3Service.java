package dev.trailmark.cloud.s3;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Answered;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Endpoint;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Protocol;
import dev.trailmark.cloud.operation.SdkModel;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.policy.Decision;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.RequesterPays;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.acl.AccessTable;
import dev.trailmark.cloud.s3.bucket.BucketTable;
import dev.trailmark.cloud.s3.copy.CopyTable;
import dev.trailmark.cloud.s3.encryption.DataKeys;
import dev.trailmark.cloud.s3.encryption.EncryptionTable;
import dev.trailmark.cloud.s3.encryption.Reencryption;
import dev.trailmark.cloud.s3.listing.ListTable;
import dev.trailmark.cloud.s3.lock.LockTable;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.multipart.UploadTable;
import dev.trailmark.cloud.s3.object.AnnotationTexts;
import dev.trailmark.cloud.s3.object.ObjectTable;
import dev.trailmark.cloud.s3.policy.PolicyTable;
import dev.trailmark.cloud.s3.request.Denials;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.S3Trail;
import dev.trailmark.cloud.s3.storage.Restores;
import dev.trailmark.cloud.s3.tagging.TagTable;
import dev.trailmark.cloud.s3.version.VersionShelf;
import dev.trailmark.cloud.s3.version.VersionTable;
import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.WireRequest;
import dev.trailmark.cloud.wire.WireResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Amazon S3: the rows of the core's rooms in one table, and what {@link S3Family families} add. It
 * knows no family; which there are is said where the services are put together.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html"
 *     >Amazon S3 API reference</a>
 */
public final class S3Service implements Service {
  private final List<Operation<?, ?>> operations = new ArrayList<>();
  private final S3Access access;
  private final Upkeep upkeep;
  private final List<S3Family> families;
  private final Set<String> modelled = new TreeSet<>(SdkModel.operationsOf(S3Client.class));

  /**
   * The service with its empty caches.
   *
   * @param families what it has beside the core: operations of sub-rooms
   */
  public S3Service(S3Family... families) {
    this.families = List.of(families);
    access = new S3Access(List.of(families));
    DataKeys dataKeys = new DataKeys();
    operations.addAll(BucketTable.rows(access));
    operations.addAll(ObjectTable.rows(access, dataKeys));
    operations.add(CopyTable.row(access, dataKeys));
    operations.add(Restores.row(access));
    operations.add(Reencryption.row(access, dataKeys));
    operations.addAll(UploadTable.rows(access, dataKeys));
    operations.addAll(ListTable.rows(access));
    operations.addAll(VersionTable.rows(access));
    operations.addAll(AccessTable.rows(access));
    operations.addAll(PolicyTable.rows(access));
    operations.addAll(EncryptionTable.rows(access));
    operations.addAll(TagTable.rows(access));
    operations.addAll(LockTable.rows(access));
    Operation<PutObjectRequest, PutObjectResponse> putObject = row("PutObject");
    Operation<GetObjectRequest, GetObjectResponse> getObject = row("GetObject");
    Operation<HeadObjectRequest, GetObjectResponse> headObject = row("HeadObject");
    List<Upkeep> upkeeps = new ArrayList<>();
    for (S3Family family : families) {
      operations.addAll(family.operations(access));
      modelled.addAll(family.modelled());
      operations.addAll(family.besideObjects(access, new AnnotationTexts(dataKeys)));
      operations.addAll(family.onPutObject(putObject));
      operations.addAll(family.onReads(getObject, headObject));
      family.mayWrite(access, dataKeys);
      upkeeps.add(family.upkeep());
    }
    upkeep = Upkeep.all(upkeeps);
  }

  @SuppressWarnings("unchecked")
  private <I extends SdkPojo, O extends SdkPojo> Operation<I, O> row(String name) {
    return (Operation<I, O>)
        operations.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
  }

  @Override
  public String name() {
    return "s3";
  }

  @Override
  public Protocol protocol() {
    return Protocol.restXml(S3Trail.XMLNS);
  }

  @Override
  public List<Operation<?, ?>> operations() {
    return List.copyOf(operations);
  }

  @Override
  public Collection<String> modelled() {
    return modelled;
  }

  @Override
  public List<Kind<?>> records() {
    return List.of(S3Kinds.OBJECT, S3Kinds.VERSION, S3Kinds.UPLOAD, S3Kinds.PART);
  }

  @Override
  public void prepare(Store store) {
    VersionShelf.prepare(store);
  }

  @Override
  public String expectedRegion(State state, String resource, String signed) {
    String region = bucketRegion(state, resource);
    return region == null || region.equals(signed) ? null : region;
  }

  /** The region of a bucket; {@code null} when there is no such bucket. */
  public static String bucketRegion(State state, String bucket) {
    BucketRecord found = bucket == null ? null : state.get(S3Kinds.BUCKET, bucket);
    return found == null ? null : found.region();
  }

  @Override
  public Upkeep upkeep() {
    return upkeep;
  }

  /**
   * Nobody looks at the signature of a preflight, which is for the request that is to follow, or at
   * that of a visitor to a website.
   */
  @Override
  public Collection<String> neverSigned() {
    return Set.of("OptionsObject", "WebsiteGetObject");
  }

  @Override
  public void admit(Call call, String operation, String bucket, Endpoint endpoint) {
    RegionalEndpoints.require(call, operation, bucket, endpoint.region());
    families.forEach(family -> family.admit(call, operation, bucket, endpoint));
  }

  /** Who pays is looked at with each permission. */
  @Override
  public Collection<String> honouredEverywhere() {
    return Set.of("RequestPayer");
  }

  @Override
  public void answered(Answered answered) {
    families.forEach(family -> family.answered(answered));
  }

  @Override
  public void complete(State state, String bucket, WireRequest request, WireResponse response) {
    Headers answer = response.headers();
    if (response.status() >= 400) {
      answer.remove(RequesterPays.CHARGED);
    }
    RegionalEndpoints.tell(bucketRegion(state, bucket), response);
    families.forEach(family -> family.complete(state, bucket, request, answer));
  }

  /** The owner of a bucket is told of every request for it. */
  @Override
  public boolean tellsOwnerOfRefusals() {
    return true;
  }

  @Override
  public Optional<AccessCheck> foreseen(Call call, String action, String resource) {
    AccessCheck listing = BucketTable.listing(call, action);
    if (listing != null && Set.of("*", listing.resource()).contains(resource)) {
      return Optional.of(listing);
    }
    String prefix = BucketRecord.arn("");
    if (!resource.startsWith(prefix) || action.equals("s3:CreateBucket")) {
      return Service.super.foreseen(call, action, resource);
    }
    String[] parts = resource.substring(prefix.length()).split("/", 2);
    BucketRecord bucket = S3Access.require(call.state(), parts[0]);
    return Optional.of(
        parts.length == 1
            ? access.onBucket(call, bucket, action)
            : access.onObject(call, bucket, parts[1], action, RequestKeys.of(call, bucket)));
  }

  @Override
  public ServiceException denied(Call call, AccessCheck check, Decision decision) {
    return Denials.denied(call, check, decision);
  }

  @Override
  public ServiceException invalid(String message) {
    return S3Error.INVALID_ARGUMENT.because("%s", message);
  }
}

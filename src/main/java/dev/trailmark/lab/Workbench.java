package dev.trailmark.lab;

import dev.trailmark.target.AwsClients;
import dev.trailmark.target.Reply;
import dev.trailmark.target.Target;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.PutObjectAclResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Where experiments are made: keys, buckets, objects and users of one scenario, made as the caller
 * and unmade when it ends. What cannot be made fails the scenario with the target's own words.
 */
public final class Workbench implements AutoCloseable {

  /** What every object holds that a workbench puts. */
  public static final byte[] CONTENT = "what is kept".getBytes(StandardCharsets.UTF_8);

  private static final int SHORTEST_WAIT_DAYS = 7;

  private static final String TOO_MANY_TRAILS = "MaximumNumberOfTrailsExceededException";

  /** How often a bucket that is written to meanwhile is emptied. */
  private static final int MOST_ATTEMPTS = 5;

  private final Target target;
  private final Cleanup cleanup;
  private final SecureRandom random = new SecureRandom();

  /** An empty workbench on the target. */
  public Workbench(Target target) {
    this.target = target;
    this.cleanup = new Cleanup(target, Progress.SILENT);
  }

  /** The caller's clients. */
  public AwsClients caller() {
    return target.clients();
  }

  /** A name that nothing else has. */
  public String name(String kind) {
    return "trailmark-%s-%010x".formatted(kind, random.nextLong() >>> 24);
  }

  /** Asks without judging. */
  public <T> Reply<T> ask(String what, Supplier<T> call) {
    return target.ask(what, call);
  }

  /**
   * Asks again, on a real account, until the reply is the expected one or patience is over: there,
   * a change takes a while until every reader sees it. Elsewhere the first reply counts.
   */
  public <T> Reply<T> settled(Supplier<Reply<T>> question, Predicate<Reply<T>> expected) {
    return target.real() ? new Ask(target, false).eventually(question, expected) : question.get();
  }

  /** Asks for what has to work. */
  public <T> T must(String what, Supplier<T> call) {
    return Expect.answered(what, target.ask(what, call));
  }

  /** A key with the policy that the API gives. */
  public KeyMetadata key() {
    return keep(must("kms:CreateKey", () -> caller().kms().createKey(request -> {})).keyMetadata());
  }

  /** A key with a policy of its own. */
  public KeyMetadata key(String policy) {
    return keep(
        must("kms:CreateKey", () -> caller().kms().createKey(request -> request.policy(policy)))
            .keyMetadata());
  }

  /** A key of another kind. */
  public KeyMetadata key(Consumer<CreateKeyRequest.Builder> form) {
    return keep(must("kms:CreateKey", () -> caller().kms().createKey(form)).keyMetadata());
  }

  private KeyMetadata keep(KeyMetadata key) {
    cleanup.made(
        "key " + key.keyId(),
        "deleted in 7 days",
        () ->
            caller()
                .kms()
                .scheduleKeyDeletion(
                    request -> request.keyId(key.keyId()).pendingWindowInDays(SHORTEST_WAIT_DAYS)));
    return key;
  }

  /** An alias for a key, with {@code alias/}. */
  public String alias(String keyId) {
    String alias = "alias/" + name("key");
    must(
        "kms:CreateAlias",
        () -> caller().kms().createAlias(request -> request.aliasName(alias).targetKeyId(keyId)));
    cleanup.made(
        alias, "deleted", () -> caller().kms().deleteAlias(request -> request.aliasName(alias)));
    return alias;
  }

  /** A new bucket. */
  public String bucket() {
    String bucket = madeBucket(request -> {});
    cleanup.made("bucket " + bucket, "emptied and deleted", () -> deleteBucket(bucket));
    return bucket;
  }

  /** A new bucket that keeps versions. */
  public String versionedBucket() {
    String bucket = madeBucket(request -> {});
    keepVersions(bucket, false);
    must(
        "s3:PutBucketVersioning",
        () ->
            caller()
                .s3()
                .putBucketVersioning(
                    request ->
                        request.bucket(bucket).versioningConfiguration(v -> v.status("Enabled"))));
    return bucket;
  }

  /** A new bucket with Object Lock, which keeps versions. */
  public String lockedBucket() {
    String bucket = madeBucket(request -> request.objectLockEnabledForBucket(true));
    keepVersions(bucket, true);
    return bucket;
  }

  private void keepVersions(String bucket, boolean locked) {
    cleanup.made(
        "bucket " + bucket,
        "emptied of all versions and deleted",
        () -> new EmptiedBucket(caller().s3(), bucket, locked).delete());
  }

  private String madeBucket(Consumer<CreateBucketRequest.Builder> more) {
    String bucket = name("bucket");
    must(
        "s3:CreateBucket",
        () ->
            caller()
                .s3()
                .createBucket(
                    request -> {
                      more.accept(request.bucket(bucket));
                      if (!target.region().equals("us-east-1")) {
                        request.createBucketConfiguration(
                            place -> place.locationConstraint(target.region()));
                      }
                    }));
    return bucket;
  }

  /** A trail may write between the two calls, so a bucket that is not empty is emptied again. */
  private void deleteBucket(String bucket) {
    for (int attempt = 1; true; attempt++) {
      empty(bucket);
      try {
        caller().s3().deleteBucket(request -> request.bucket(bucket));
        return;
      } catch (S3Exception e) {
        boolean written = "BucketNotEmpty".equals(e.awsErrorDetails().errorCode());
        if (!written || attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void empty(String bucket) {
    List<ObjectIdentifier> keys =
        caller().s3().listObjectsV2(request -> request.bucket(bucket)).contents().stream()
            .map(object -> ObjectIdentifier.builder().key(object.key()).build())
            .toList();
    if (!keys.isEmpty()) {
      caller()
          .s3()
          .deleteObjects(request -> request.bucket(bucket).delete(some -> some.objects(keys)));
    }
  }

  /** Puts an object under the bucket's default encryption. */
  public void put(String bucket, String key) {
    must(
        "s3:PutObject",
        () ->
            caller()
                .s3()
                .putObject(
                    request -> request.bucket(bucket).key(key), RequestBody.fromBytes(CONTENT)));
  }

  /** Puts an object under a KMS key, named by ID, ARN or alias. */
  public void put(String bucket, String key, String kmsKey) {
    must(
        "s3:PutObject under " + kmsKey,
        () ->
            caller()
                .s3()
                .putObject(
                    request ->
                        request
                            .bucket(bucket)
                            .key(key)
                            .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                            .ssekmsKeyId(kmsKey),
                    RequestBody.fromBytes(CONTENT)));
  }

  /** Turns block public access off. */
  public void allowPublicAccess(String bucket) {
    must(
        "s3:PutPublicAccessBlock",
        () ->
            caller()
                .s3()
                .putPublicAccessBlock(
                    request ->
                        request
                            .bucket(bucket)
                            .publicAccessBlockConfiguration(
                                off ->
                                    off.blockPublicAcls(false)
                                        .ignorePublicAcls(false)
                                        .blockPublicPolicy(false)
                                        .restrictPublicBuckets(false))));
  }

  /** Lets ACLs count. */
  public void enableAcls(String bucket) {
    must(
        "s3:PutBucketOwnershipControls",
        () ->
            caller()
                .s3()
                .putBucketOwnershipControls(
                    request ->
                        request
                            .bucket(bucket)
                            .ownershipControls(
                                controls ->
                                    controls.rules(
                                        rule ->
                                            rule.objectOwnership(
                                                ObjectOwnership.BUCKET_OWNER_PREFERRED)))));
  }

  /** Gives an object a canned ACL, whatever comes of it. */
  public Reply<PutObjectAclResponse> putAcl(String bucket, String key, ObjectCannedACL acl) {
    return ask(
        "s3:PutObjectAcl",
        () -> caller().s3().putObjectAcl(request -> request.bucket(bucket).key(key).acl(acl)));
  }

  /** Makes an object public. */
  public void makePublic(String bucket, String key) {
    allowPublicAccess(bucket);
    enableAcls(bucket);
    Expect.answered("s3:PutObjectAcl", putAcl(bucket, key, ObjectCannedACL.PUBLIC_READ));
  }

  /** Lets CloudTrail write to a bucket for one trail, and makes that trail of one region. */
  public String trail(String bucket) {
    return trail(bucket, request -> {});
  }

  /** The same with other settings. */
  public String trail(String bucket, Consumer<CreateTrailRequest.Builder> settings) {
    String name = name("trail");
    String account = Expect.answered("sts:GetCallerIdentity", target.identity()).account();
    String arn = "arn:aws:cloudtrail:%s:%s:trail/%s".formatted(target.region(), account, name);
    must(
        "s3:PutBucketPolicy",
        () ->
            caller()
                .s3()
                .putBucketPolicy(
                    request ->
                        request
                            .bucket(bucket)
                            .policy(LabFiles.bucketPolicy(bucket, account, arn))));
    createTrail(request -> settings.accept(request.name(name).s3BucketName(bucket)));
    cleanup.made(
        "trail " + name,
        "deleted",
        () -> caller().cloudTrail().deleteTrail(request -> request.name(name)));
    return name;
  }

  /** An account may have five trails in a Region; scenarios that run side by side have more. */
  private void createTrail(Consumer<CreateTrailRequest.Builder> settings) {
    String what = "cloudtrail:CreateTrail";
    Reply<CreateTrailResponse> reply =
        settled(
            () -> target.ask(what, () -> caller().cloudTrail().createTrail(settings)),
            each -> each.refusal().filter(error -> error.code().equals(TOO_MANY_TRAILS)).isEmpty());
    Expect.answered(what, reply);
  }

  /** Where users, groups, roles and policies are made, in the caller's account. */
  public IamBench iam() {
    return iam(caller());
  }

  /** The same in the account of someone else. */
  public IamBench iam(AwsClients owner) {
    return new IamBench(this, cleanup, owner);
  }

  /** A region that is not the caller's. */
  public Region elsewhere() {
    return target.region().equals("us-west-2") ? Region.US_EAST_1 : Region.US_WEST_2;
  }

  /** Where multi-Region keys are made. */
  public RelatedKeys relatedKeys() {
    return new RelatedKeys(target, cleanup, this);
  }

  /** Clients that act by the given credentials. */
  public AwsClients clients(AwsCredentials credentials) {
    return target.clients(StaticCredentialsProvider.create(credentials));
  }

  /** Where buckets are replicated. */
  public ReplicationBench replication() {
    return new ReplicationBench(target, cleanup, this);
  }

  @Override
  public void close() {
    cleanup.run();
  }
}

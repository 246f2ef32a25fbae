package dev.trailmark.cloud.s3.access;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.policy.Authority;
import dev.trailmark.cloud.policy.Decision;
import dev.trailmark.cloud.policy.PolicyDocument;
import dev.trailmark.cloud.s3.model.AnnotationRecord;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.PublicAccessRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.model.UploadRecord;
import dev.trailmark.cloud.s3.model.VersionRecord;
import dev.trailmark.cloud.s3.request.Denials;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns requests into the permissions that they need: action, ARN, owner, bucket policy, what ACLs
 * grant, and Block Public Access. Also notes for the record what the request touched, and tells the
 * listeners of objects.
 */
public final class S3Access {
  private static final String BUCKET = "AWS::S3::Bucket";
  private static final String OBJECT = "AWS::S3::Object";
  private static final int LONGEST_KEY = 1_024;

  /** Names that buckets have: in us-east-1 some are older than the rules for new ones. */
  private static final Pattern EVER_VALID = Pattern.compile("[A-Za-z0-9._-]{3,255}");

  private static final String RESTRICTED = "with an explicit deny in a resource-based policy";

  /**
   * The permission in a bucket's ACL that allows an action. Who may list the bucket may also ask
   * for an object that is not there, and learns that it is not; who may write to it may do so with
   * an ACL.
   */
  private static final Map<String, String> BUCKET_ACL =
      Map.of(
          "s3:ListBucket", "READ",
          "s3:ListBucketVersions", "READ",
          "s3:ListBucketMultipartUploads", "READ",
          "s3:GetObject", "READ",
          "s3:PutObject", "WRITE",
          "s3:PutObjectAcl", "WRITE",
          "s3:DeleteObject", "WRITE",
          "s3:GetBucketAcl", "READ_ACP",
          "s3:PutBucketAcl", "WRITE_ACP");

  /** The permission in an object's ACL that allows an action. */
  private static final Map<String, String> OBJECT_ACL =
      Map.of(
          "s3:GetObject", "READ",
          "s3:GetObjectVersion", "READ",
          "s3:GetObjectVersionForReplication", "READ",
          "s3:GetObjectAcl", "READ_ACP",
          "s3:GetObjectVersionAcl", "READ_ACP",
          "s3:PutObjectAcl", "WRITE_ACP",
          "s3:PutObjectVersionAcl", "WRITE_ACP");

  /** Actions on an object's owner's behalf for which {@code s3:ExistingObjectTag} is there. */
  private static final Set<String> TELLS_TAGS =
      Set.of(
          "s3:GetObject",
          "s3:GetObjectVersion",
          "s3:GetObjectAcl",
          "s3:GetObjectVersionAcl",
          "s3:GetObjectAttributes",
          "s3:GetObjectVersionAttributes",
          "s3:GetObjectTagging",
          "s3:GetObjectVersionTagging",
          "s3:PutObjectAcl",
          "s3:PutObjectVersionAcl",
          "s3:PutObjectTagging",
          "s3:PutObjectVersionTagging",
          "s3:DeleteObjectTagging",
          "s3:DeleteObjectVersionTagging",
          "s3:GetObjectAnnotation",
          "s3:GetObjectVersionAnnotation",
          "s3:ListObjectAnnotations",
          "s3:ListObjectVersionAnnotations",
          "s3:PutObjectAnnotation",
          "s3:PutObjectVersionAnnotation",
          "s3:DeleteObjectAnnotation",
          "s3:DeleteObjectVersionAnnotation");

  /** What the owner's root user may do whatever the policy says, so that it can be repaired. */
  private static final Set<String> ROOT_REPAIRS =
      Set.of("s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy");

  private final PolicyCache policies = new PolicyCache();
  private final List<ObjectListener> listeners;

  /**
   * With an empty cache of policies.
   *
   * @param listeners who is told of objects that are read and written
   */
  public S3Access(List<? extends ObjectListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  /** Lets the listeners add headers to the answer to a call that has written or read an object. */
  public void describe(Call call, ObjectRecord object) {
    listeners.forEach(listener -> listener.describe(call, object));
  }

  /** Lets the listeners add headers to the answer to a call about an upload. */
  public void describe(Call call, UploadRecord upload) {
    listeners.forEach(listener -> listener.describe(call, upload));
  }

  /** Tells the listeners that an object's body has been read. */
  public void accessed(Call call, ObjectRecord object) {
    listeners.forEach(listener -> listener.accessed(call.state(), object, call.time()));
  }

  /** Tells the listeners of a new version, in its transaction. */
  public void written(Transaction tx, ObjectRecord object) {
    listeners.forEach(listener -> listener.written(tx, object));
  }

  /** Tells the listeners of an annotation, in its transaction. */
  public void annotated(Transaction tx, ObjectRecord object, AnnotationRecord annotation) {
    listeners.forEach(listener -> listener.annotated(tx, object, annotation));
  }

  /** Tells the listeners of a delete marker, in its transaction. */
  public void marked(Transaction tx, VersionRecord marker) {
    listeners.forEach(listener -> listener.marked(tx, marker));
  }

  /** Tells the listeners what a request did to one object beside what its answer says. */
  public void done(Call call, Deed deed) {
    listeners.forEach(listener -> listener.done(call, deed));
  }

  /** Tells the listeners that tags, ACL or lock of a version are others now. */
  public void changed(Transaction tx, ObjectRecord object) {
    listeners.forEach(listener -> listener.changed(tx, object));
  }

  /** The bucket's parsed policies. */
  public PolicyCache policies() {
    return policies;
  }

  /**
   * The bucket of that name. A name that no bucket can have is told from one that none has, in
   * whatever operation it comes.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException NoSuchBucket, InvalidBucketName
   * @see <a href="https://github.com/versity/versitygw/issues/1358">What GetObject answers where
   *     the bucket is called {@code a}</a>
   */
  public static BucketRecord require(State state, String name) {
    BucketRecord bucket = name == null ? null : state.get(S3Kinds.BUCKET, name);
    if (bucket == null) {
      boolean possible = name == null || EVER_VALID.matcher(name).matches();
      S3Error error = possible ? S3Error.NO_SUCH_BUCKET : S3Error.INVALID_BUCKET_NAME;
      throw error.fail().with("BucketName", name);
    }
    return bucket;
  }

  /** Whether a bucket has an object of that key. */
  public static boolean holds(State state, String bucket, String key) {
    return ObjectRecord.current(state, bucket, key) != null;
  }

  /**
   * The bucket that a request names, noted for the record.
   *
   * @param expectedOwner {@code x-amz-expected-bucket-owner}; {@code null} when absent
   */
  public static BucketRecord bucketOf(Call call, String name, String expectedOwner) {
    if (expectedOwner != null && !expectedOwner.matches("[0-9]{12}")) {
      throw S3Error.INVALID_BUCKET_OWNER.because(
          "The value of the expected bucket owner parameter must be an AWS Account ID... [%s]",
          expectedOwner);
    }
    BucketRecord bucket = require(call.state(), name);
    call.trail().resource(BUCKET, bucket.arn(), bucket.ownerAccount()).tells(bucket.ownerAccount());
    if (!bucket.region().equals("us-east-1") && !call.replyHeaders().has("x-amz-bucket-region")) {
      call.header("x-amz-bucket-region", bucket.region());
    }
    if (expectedOwner != null && !expectedOwner.equals(bucket.ownerAccount())) {
      throw S3Error.ACCESS_DENIED.fail();
    }
    return bucket;
  }

  /** The bucket and object that a request names, noted for the record, the object first. */
  public static BucketRecord bucketOf(Call call, String name, String key, String expectedOwner) {
    requireKeyLength(key);
    call.trail().resource(OBJECT, BucketRecord.objectArn(name, key), null);
    return bucketOf(call, name, expectedOwner);
  }

  /** The one permission of a call on a bucket, which becomes the call's subject. */
  public List<AccessCheck> bucket(Call call, String name, String expectedOwner, String action) {
    BucketRecord bucket = bucketOf(call, name, expectedOwner);
    call.subject(bucket);
    return List.of(onBucket(call, bucket, action));
  }

  /** A permission on a bucket. */
  public AccessCheck onBucket(Call call, BucketRecord bucket, String action, RequestKeys keys) {
    AccessCheck check = check(call, bucket, bucket.arn(), bucket.ownerAccount(), action, keys);
    return underAcl(call, check, askBucket(call, bucket, action));
  }

  /** A permission on a bucket, with the keys that every request has. */
  public AccessCheck onBucket(Call call, BucketRecord bucket, String action) {
    return onBucket(call, bucket, action, RequestKeys.of(call, bucket));
  }

  /** A permission on an object, there or not. */
  public AccessCheck onObject(
      Call call, BucketRecord bucket, String key, String action, RequestKeys keys) {
    ObjectRecord object = ObjectRecord.current(call.state(), bucket.name(), key);
    return onObject(call, bucket, key, object, action, keys);
  }

  /**
   * A permission on a version of an object.
   *
   * @param object the version; {@code null} when it is not there
   */
  public AccessCheck onObject(
      Call call,
      BucketRecord bucket,
      String key,
      ObjectRecord object,
      String action,
      RequestKeys keys) {
    String permission = OBJECT_ACL.get(action);
    if (object != null && TELLS_TAGS.contains(action)) {
      object.tags().forEach((tag, value) -> keys.put("s3:existingobjecttag/" + tag, value));
    }
    if (object == null || permission == null && !TELLS_TAGS.contains(action)) {
      return onKey(call, bucket, key, action, keys);
    }
    String owner = ownerOf(bucket, object);
    AclGrants.Answer answer =
        permission == null
            ? AclGrants.Answer.NONE
            : AclGrants.ask(call, bucket, object.acl(), permission, owner);
    AccessCheck check = check(call, bucket, bucket.objectArn(key), owner, action, keys);
    return underAcl(call, check, answer);
  }

  /**
   * A permission that concerns what a key comes to hold: writing, with an ACL perhaps, and deleting
   * are matters of the bucket, whoever owns the object that is there.
   */
  public AccessCheck onKey(
      Call call, BucketRecord bucket, String key, String action, RequestKeys keys) {
    AccessCheck check =
        check(call, bucket, bucket.objectArn(key), bucket.ownerAccount(), action, keys);
    return underAcl(call, check, askBucket(call, bucket, action));
  }

  private static AclGrants.Answer askBucket(Call call, BucketRecord bucket, String action) {
    String permission = BUCKET_ACL.get(action);
    return permission == null
        ? AclGrants.Answer.NONE
        : AclGrants.ask(call, bucket, bucket.acl(), permission, bucket.ownerAccount());
  }

  /** The account that owns an object under the bucket's ownership setting of now. */
  public static String ownerOf(BucketRecord bucket, ObjectRecord object) {
    return bucket.aclsEnabled() ? object.ownerAccount() : bucket.ownerAccount();
  }

  private AccessCheck check(
      Call call, BucketRecord bucket, String arn, String owner, String action, RequestKeys keys) {
    RequesterPays.require(call, bucket);
    PolicyCache.Parsed policy = policies.of(bucket);
    boolean repairs = ROOT_REPAIRS.contains(action) && isOwnersRoot(call, bucket);
    PolicyDocument document = policy == null || repairs ? null : policy.document();
    if (document != null && !owner.equals(bucket.ownerAccount())) {
      // A bucket owner cannot give away what is another account's, but can withhold it.
      document = policy.denials();
    }
    AccessCheck check =
        AccessCheck.on(action, arn, owner)
            .under(document, Authority.RESOURCE_OR_IDENTITY)
            .with(keys.map());
    return policy != null
            && policy.isPublic()
            && PublicAccessRecord.on(call.state(), bucket).restrict()
        ? check.barred(RESTRICTED)
        : check;
  }

  private static AccessCheck underAcl(Call call, AccessCheck check, AclGrants.Answer answer) {
    return switch (answer) {
      case NONE -> check;
      case IGNORED -> withoutAcl(call, check);
      case GRANTED -> byAcl(call, check);
    };
  }

  /** Who could do with the public grant that is ignored is told that the resource's side fails. */
  private static AccessCheck withoutAcl(Call call, AccessCheck check) {
    Decision decision = call.decide(check);
    if (decision.effect() == Decision.Effect.IMPLICIT_DENY
        && decision.source() == Decision.Source.IDENTITY) {
      throw Denials.refuse(
          call, check, "because no resource-based policy allows the " + check.action() + " action");
    }
    return check;
  }

  /** The record says when nothing but an ACL let the request in. */
  private static AccessCheck byAcl(Call call, AccessCheck check) {
    if (!call.decide(check).allowed()) {
      call.trail().additional("aclRequired", "Yes");
    }
    return check.withAcl(true);
  }

  /**
   * Asks for permissions in the middle of a call, which has found something else than when it came
   * in.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException AccessDenied
   */
  public static void demand(Call call, List<AccessCheck> checks) {
    for (AccessCheck check : checks) {
      Decision decision = call.decide(check);
      if (!decision.allowed()) {
        throw call.explained(check, decision, Denials.denied(call, check, decision));
      }
    }
  }

  private static boolean isOwnersRoot(Call call, BucketRecord bucket) {
    Principal caller = call.caller().principal();
    return caller.isRoot() && bucket.ownerAccount().equals(caller.accountId());
  }

  /**
   * Keys have at most 1,024 bytes of UTF-8, whatever is asked of them.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException KeyTooLongError
   */
  public static void requireKeyLength(String key) {
    int length = key.getBytes(StandardCharsets.UTF_8).length;
    if (length > LONGEST_KEY) {
      throw S3Error.KEY_TOO_LONG
          .fail()
          .with("Size", Integer.toString(length))
          .with("MaxSizeAllowed", Integer.toString(LONGEST_KEY));
    }
  }

  /**
   * Notes that a call concerns the objects under a prefix, as records of listings and DeleteObjects
   * do; to be noted before the bucket, as AWS does.
   *
   * @param prefix may be {@code null}
   */
  public static void noteObjects(Call call, String bucket, String prefix) {
    call.trail()
        .resourcePrefix(OBJECT, BucketRecord.objectArn(bucket, prefix == null ? "" : prefix));
  }
}

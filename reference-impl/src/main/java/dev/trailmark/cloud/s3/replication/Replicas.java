package dev.trailmark.cloud.s3.replication;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.acl.AclGate;
import dev.trailmark.cloud.s3.encryption.Bodies;
import dev.trailmark.cloud.s3.encryption.DataKeys;
import dev.trailmark.cloud.s3.encryption.ObjectCipher;
import dev.trailmark.cloud.s3.encryption.Sse;
import dev.trailmark.cloud.s3.integrity.BodyDigests;
import dev.trailmark.cloud.s3.integrity.ChecksumClaim;
import dev.trailmark.cloud.s3.lock.Locks;
import dev.trailmark.cloud.s3.model.AclRecord;
import dev.trailmark.cloud.s3.model.AnnotationRecord;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.LockRecord;
import dev.trailmark.cloud.s3.model.ObjectDraft;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.ObjectTraits;
import dev.trailmark.cloud.s3.model.ReplicationMark;
import dev.trailmark.cloud.s3.model.SealRecord;
import dev.trailmark.cloud.s3.object.AnnotationTexts;
import dev.trailmark.cloud.s3.request.Denials;
import dev.trailmark.cloud.s3.version.VersionShelf;
import dev.trailmark.cloud.store.Blob;
import dev.trailmark.cloud.store.Blobs;
import dev.trailmark.cloud.store.Transaction;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * Makes replicas of versions, as the replication role and no one else: all that the role may not do
 * is refused with S3's or KMS's own error. A replica has the version id, the entity tag, the
 * checksum, the times and the metadata of its source, and the same kind of encryption.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnot-replicated.html">What
 *     does Amazon S3 replicate?</a>
 */
public final class Replicas {
  private final ReplicaRights rights;
  private final DataKeys dataKeys;

  Replicas(ReplicaRights rights, DataKeys dataKeys) {
    this.rights = rights;
    this.dataKeys = dataKeys;
  }

  /**
   * One end of a replication.
   *
   * @param call the role's call in the bucket's region
   */
  public record Side(Call call, BucketRecord bucket) {}

  /**
   * What a rule says of its replicas.
   *
   * @param storageClass {@code null} for that of the source
   * @param kmsKeyId the key of replicas under SSE-KMS; {@code null} for the AWS managed one
   * @param owner whether the destination's owner comes to own them
   */
  public record Terms(String storageClass, String kmsKeyId, boolean owner) {}

  /**
   * A replica whose body is stored, but which no record names yet.
   *
   * @param object without its place among the versions
   */
  public record Made(ObjectRecord object, Blob body) {

    /** Puts it into the destination, which keeps versions. */
    public void publish(Transaction tx, BucketRecord bucket) {
      VersionShelf.putReplica(tx, bucket, object);
      tx.keep(body);
    }
  }

  /**
   * Refuses a role that may not read the configuration.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException AccessDenied
   */
  public void requireSource(Side from) {
    rights.requireSource(from);
  }

  /**
   * Refuses to replicate a delete marker.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException AccessDenied
   */
  public void requireDelete(Side to, String key) {
    rights.requireDelete(to, key);
  }

  /**
   * Copies a version's body and says what its replica is.
   *
   * @param ending asked now and then whether to break off
   * @return {@code null} when the version was removed while it was being read, or that was broken
   *     off
   * @throws dev.trailmark.cloud.operation.ServiceException what the role may not do, or KMS refuses
   */
  public Made copy(Side from, ObjectRecord source, Side to, Terms terms, BooleanSupplier ending) {
    Sse sse = sse(source.seal(), terms);
    require(from, source, to, sse, terms.owner());
    boolean tags = !source.tags().isEmpty() && rights.tellsTags(from, source, to);
    try {
      if (source.seal().customer() != null) {
        Bodies.Stored body = new Bodies.Stored(copied(from, source, ending), source.size());
        SealRecord seal = source.seal().ofReplica(source.arn());
        return new Made(replica(from, source, to, terms, tags, body, seal), body.blob());
      }
      ObjectCipher cipher = dataKeys.cipher(from.call(), from.bucket(), source, null);
      DataKeys.Minted minted = dataKeys.mintReplica(to.call(), to.bucket(), source.key(), sse);
      Bodies.Stored body = encrypted(from, source, cipher, minted, ending);
      return new Made(replica(from, source, to, terms, tags, body, minted.seal()), body.blob());
    } catch (Bodies.OverwrittenException | BrokenOffException | FileNotFoundException e) {
      return null;
    } catch (IOException e) {
      throw new IllegalStateException("the source of a replica cannot be read", e);
    }
  }

  /**
   * Copies an annotation of a version that has a replica.
   *
   * @param replica the replica
   * @return empty when the annotation was replaced or removed while it was being read
   * @throws dev.trailmark.cloud.operation.ServiceException what the role may not do, or KMS refuses
   */
  public Optional<AnnotationTexts.Kept> copy(
      Side from, ObjectRecord source, AnnotationRecord annotation, Side to, ObjectRecord replica) {
    rights.requireAnnotations(from, source, to);
    AnnotationTexts texts = new AnnotationTexts(dataKeys);
    return texts
        .open(from.call(), from.bucket(), source.key(), annotation)
        .map(text -> texts.replica(to.call(), to.bucket(), replica, annotation, text));
  }

  private static ObjectRecord replica(
      Side from,
      ObjectRecord source,
      Side to,
      Terms terms,
      boolean tags,
      Bodies.Stored body,
      SealRecord seal) {
    String owner = owner(source, to.bucket(), terms);
    return new ObjectDraft(to.bucket().name(), source.key())
        .ownerAccount(owner)
        .body(body.blob().id(), body.size())
        .etag(source.etag())
        .modifiedAt(source.modifiedAt())
        .headers(source.headers())
        .metadata(source.metadata())
        .checksum(source.checksum())
        .seal(seal)
        .acl(acl(from, source, to, owner))
        .version(source.versionId(), 0)
        .traits(traits(source, terms, tags))
        .parts(source.parts())
        .replication(ReplicationMark.REPLICA)
        .done();
  }

  /**
   * What makes a replica follow its source's tags, ACL and lock. A replica keeps the owner that it
   * was made with, whatever the rule says by now, and follows the ACL while that is the source's.
   *
   * @param found the replica; {@code null} when it is not there, and there is nothing to amend
   * @throws dev.trailmark.cloud.operation.ServiceException what the role may not do
   */
  public UnaryOperator<ObjectRecord> amendment(
      Side from, ObjectRecord source, Side to, Terms terms, ObjectRecord found) {
    boolean kept = found != null && sharesAcl(source, found, to.bucket(), terms);
    require(from, source, to, sse(source.seal(), terms), terms.owner() && !kept);
    boolean tags = rights.tellsTags(from, source, to);
    return replica -> {
      ObjectTraits traits = replica.traits();
      ObjectDraft draft =
          replica
              .change()
              .traits(
                  traits
                      .withTags(tags ? source.tags() : traits.tags())
                      .withLock(lock(source.traits().lock(), traits.lock(), to.call().time())));
      return sharesAcl(source, replica, to.bucket(), terms) && to.bucket().aclsEnabled()
          ? draft.acl(acl(from, source, to, replica.ownerAccount())).done()
          : draft.done();
    };
  }

  private static boolean sharesAcl(
      ObjectRecord source, ObjectRecord replica, BucketRecord bucket, Terms terms) {
    boolean handed = terms.owner() && replica.ownerAccount().equals(bucket.ownerAccount());
    return !handed && replica.ownerAccount().equals(source.ownerAccount());
  }

  private void require(Side from, ObjectRecord source, Side to, Sse sse, boolean handsOver) {
    rights.requireRead(from, source);
    rights.requireWrite(to, source, sse, handsOver && to.bucket().aclsEnabled());
    AccessCheck check =
        AccessCheck.on(
            "s3:ReplicateObject", to.bucket().objectArn(source.key()), to.bucket().ownerAccount());
    if (source.seal().customer() != null && !to.bucket().encryption().customerKeys()) {
      throw Denials.refuse(to.call(), check, "because this bucket has blocked SSE-C");
    }
    if (from.bucket().objectLock() != null || !source.traits().lock().equals(LockRecord.NONE)) {
      Locks.requireEnabled(to.bucket());
    }
    if (to.bucket().aclsEnabled() && !handsOver) {
      AclRecord acl = acl(from, source, to, source.ownerAccount());
      AclGate.admit(to.call(), to.bucket(), acl, true, check);
    }
  }

  /** The source's kind of encryption; of KMS's keys the rule's, and not the bucket's default. */
  private static Sse sse(SealRecord source, Terms terms) {
    String key = terms.kmsKeyId() == null ? Sse.MANAGED_KEY : terms.kmsKeyId();
    return source.isKms()
        ? new Sse(source.algorithm(), key, Map.of(), source.bucketKey(), false, null)
        : new Sse(source.algorithm(), null, Map.of(), false, source.byDefault(), null);
  }

  private static String owner(ObjectRecord source, BucketRecord bucket, Terms terms) {
    return terms.owner() || !bucket.aclsEnabled() ? bucket.ownerAccount() : source.ownerAccount();
  }

  /** The source's ACL, unless it does not count at one of both ends. */
  private static AclRecord acl(Side from, ObjectRecord source, Side to, String owner) {
    boolean counts =
        from.bucket().aclsEnabled()
            && to.bucket().aclsEnabled()
            && owner.equals(source.ownerAccount());
    return counts ? source.acl() : AclRecord.ownedBy(to.call().directory().canonicalId(owner));
  }

  /**
   * What the source has; a retention or a hold that it has not leaves the replica's own. When the
   * source's event hold was released, the replica's is released at the time of its replication, as
   * documented.
   */
  private static LockRecord lock(LockRecord source, LockRecord replica, Instant now) {
    boolean released = replica.isHeld() && !source.isHeld();
    LockRecord retained =
        source.mode() == null
            ? replica
            : released ? replica.released(source.mode(), now) : replica.withRetentionOf(source);
    return source.legalHold() == null ? retained : retained.withLegalHold(source.legalHold());
  }

  private static ObjectTraits traits(ObjectRecord source, Terms terms, boolean tags) {
    return new ObjectTraits(
        terms.storageClass() == null ? source.storageClass() : terms.storageClass(),
        tags ? source.tags() : Map.of(),
        source.traits().lock());
  }

  private static Bodies.Stored encrypted(
      Side from,
      ObjectRecord source,
      ObjectCipher cipher,
      DataKeys.Minted minted,
      BooleanSupplier ending)
      throws IOException {
    BodyDigests digests = new BodyDigests(ChecksumClaim.UNASKED, null, false);
    try (InputStream plain = breakable(Bodies.plaintext(from.call(), source, cipher), ending)) {
      return Bodies.store(from.call(), plain, minted.cipher(), digests);
    }
  }

  /** The body as it is at rest: S3 does not have the key that it is encrypted under. */
  private static Blob copied(Side from, ObjectRecord source, BooleanSupplier ending)
      throws IOException {
    Blobs blobs = from.call().blobs();
    try (InputStream stored = breakable(blobs.open(source.blobId(), 0), ending);
        Blobs.Writer writer = blobs.write()) {
      stored.transferTo(writer);
      return writer.finish();
    }
  }

  /** A large body takes minutes, which nobody who stops the simulator should have to wait for. */
  private static InputStream breakable(InputStream in, BooleanSupplier ending) {
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        if (ending.getAsBoolean()) {
          throw new BrokenOffException();
        }
        return in.read(bytes, offset, length);
      }
    };
  }

  private static final class BrokenOffException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenOffException() {
      super("the simulator is being stopped", null, false, false);
    }
  }
}

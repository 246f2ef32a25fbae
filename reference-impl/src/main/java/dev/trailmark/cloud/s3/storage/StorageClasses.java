package dev.trailmark.cloud.s3.storage;

import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.ObjectTraits;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.version.Accesses;
import dev.trailmark.cloud.s3.version.VersionShelf;
import dev.trailmark.cloud.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Storage classes. All classes of general purpose buckets are kept and shown; they differ in what
 * has to be restored before it can be read, not in where bodies are.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html">Understanding
 *     storage classes</a>
 */
public final class StorageClasses {
  static final String GLACIER = "GLACIER";
  static final String DEEP_ARCHIVE = "DEEP_ARCHIVE";
  static final String INTELLIGENT_TIERING = "INTELLIGENT_TIERING";

  /** From how many bytes on Intelligent-Tiering looks after an object. */
  private static final long SMALLEST_TIERED = 128 << 10;

  /** The header that shows a class. */
  static final String HEADER = "x-amz-storage-class";

  /** All classes, as lifecycle rules may go down them. */
  private static final List<String> WATERFALL =
      List.of(
          ObjectTraits.STANDARD,
          "REDUCED_REDUNDANCY",
          "STANDARD_IA",
          INTELLIGENT_TIERING,
          "ONEZONE_IA",
          "GLACIER_IR",
          GLACIER,
          DEEP_ARCHIVE);

  private static final Set<String> ARCHIVES = Set.of(GLACIER, DEEP_ARCHIVE);

  private StorageClasses() {}

  /**
   * The class that a write asked for, STANDARD when it said nothing.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException InvalidStorageClass for all that a
   *     general purpose bucket does not have, those of Outposts and directory buckets included
   */
  public static String require(String asked) {
    if (asked == null) {
      return ObjectTraits.STANDARD;
    }
    if (!WATERFALL.contains(asked)) {
      throw S3Error.INVALID_STORAGE_CLASS.fail().with("StorageClassRequested", asked);
    }
    return asked;
  }

  /** The class as headers show it, which leave STANDARD out. */
  public static String shown(ObjectRecord object) {
    return object.storageClass().equals(ObjectTraits.STANDARD) ? null : object.storageClass();
  }

  /**
   * Refuses to read an archived object that is not restored.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException InvalidObjectState
   */
  public static void requireReadable(ObjectRecord object, Instant now) {
    String tier = accessTier(object, now);
    if (tier != null) {
      throw S3Error.INVALID_OBJECT_STATE
          .because("The operation is not valid for the object's access tier")
          .with("StorageClass", object.storageClass())
          .with("AccessTier", tier);
    }
    if (isAsleep(object, now)) {
      throw S3Error.INVALID_OBJECT_STATE.fail().with("StorageClass", object.storageClass());
    }
  }

  /** The same for the source of a copy. */
  public static void requireCopyable(ObjectRecord source, Instant now) {
    String tier = accessTier(source, now);
    if (tier != null) {
      throw S3Error.INVALID_OBJECT_STATE
          .because("Operation is not valid for the source object's access tier")
          .with("StorageClass", source.storageClass())
          .with("AccessTier", tier);
    }
    if (isAsleep(source, now)) {
      throw S3Error.INVALID_OBJECT_STATE
          .because("Operation is not valid for the source object's storage class")
          .with("StorageClass", source.storageClass());
    }
  }

  /**
   * The archive tier of Intelligent-Tiering from which an object must be restored before it can be
   * read; {@code null} for all others.
   */
  public static String accessTier(ObjectRecord object, Instant now) {
    boolean restored = object.restore() != null && object.restore().isReady(now);
    return restored ? null : object.traits().accessTier();
  }

  /** Whether an object is being restored. */
  public static boolean isBeingRestored(ObjectRecord object, Instant now) {
    return object.restore() != null && object.restore().isOngoing(now);
  }

  /** Whether Intelligent-Tiering looks after an object, which it does not do for small ones. */
  public static boolean isTiered(ObjectRecord object) {
    return object.storageClass().equals(INTELLIGENT_TIERING) && object.size() >= SMALLEST_TIERED;
  }

  /** Moves a version of an object of Intelligent-Tiering to an archive tier. */
  public static void archive(Transaction tx, ObjectRecord object, String tier) {
    VersionShelf.replace(
        tx, object.change().traits(object.traits().withAccessTier(tier)).restore(null).done());
  }

  private static boolean isAsleep(ObjectRecord object, Instant now) {
    boolean restored = object.restore() != null && object.restore().isReady(now);
    return ARCHIVES.contains(object.storageClass()) && !restored;
  }

  /**
   * Moves a version of an object to a colder class, as a lifecycle rule does; nothing of it changes
   * but that. A restored copy of an archived object is lost.
   *
   * @return whether the class is one that a lifecycle may move this object to
   */
  public static boolean transition(
      Transaction tx, ObjectRecord object, String storageClass, Instant now) {
    int to = WATERFALL.indexOf(storageClass);
    if (to <= WATERFALL.indexOf(object.storageClass())) {
      return false;
    }
    VersionShelf.replace(
        tx,
        object
            .change()
            .traits(object.traits().withStorageClass(storageClass))
            .restore(null)
            .done());
    if (storageClass.equals(INTELLIGENT_TIERING)) {
      Accesses.record(tx, object, now);
    }
    return true;
  }
}

package dev.trailmark.cloud.s3.model;

import dev.trailmark.cloud.store.Kind;
import java.util.HexFormat;

/** S3's tables. */
public final class S3Kinds {

  /** Buckets by name; names are global. */
  public static final Kind<BucketRecord> BUCKET = new Kind<>("s3.bucket", BucketRecord.class);

  /** Objects by {@code bucket/key}: bucket names have no slash, so a prefix selects a bucket. */
  public static final Kind<ObjectRecord> OBJECT = new Kind<>("s3.object", ObjectRecord.class);

  /** Versions that are not current, by {@link #versionKey} and their sequence, newest first. */
  public static final Kind<VersionRecord> VERSION = new Kind<>("s3.version", VersionRecord.class);

  /** Where versions are whose ids do not tell, by {@link #versionKey} and their ids. */
  public static final Kind<PlaceRecord> VERSION_PLACE =
      new Kind<>("s3.version-place", PlaceRecord.class);

  /** Multipart uploads, by {@link #versionKey} and their ids. */
  public static final Kind<UploadRecord> UPLOAD = new Kind<>("s3.upload", UploadRecord.class);

  /** Their parts, by upload id, a slash, and the part number in five digits. */
  public static final Kind<PartRecord> PART = new Kind<>("s3.part", PartRecord.class);

  /** The keys under which SSE-S3 data keys are wrapped, by bucket name. */
  public static final Kind<ServiceKeyRecord> SERVICE_KEY =
      Kind.secret("s3.service-key", ServiceKeyRecord.class);

  /** Configurations of buckets, by {@link #configurationKey}. */
  public static final Kind<ConfigurationRecord> CONFIGURATION =
      new Kind<>("s3.configuration", ConfigurationRecord.class);

  /** Annotations of objects, by {@link #annotationKey}. */
  public static final Kind<AnnotationRecord> ANNOTATION =
      new Kind<>("s3.annotation", AnnotationRecord.class);

  /** Accesses to objects of Intelligent-Tiering, by {@link #versionPlace}. */
  public static final Kind<AccessRecord> ACCESS = new Kind<>("s3.access", AccessRecord.class);

  /** Public access blocks of accounts, by account id. */
  public static final Kind<PublicAccessRecord> ACCOUNT_PUBLIC_ACCESS =
      new Kind<>("s3.account-public-access", PublicAccessRecord.class);

  /** The zero character within a key. */
  private static final String ZERO = "\0\uFFFF";

  private S3Kinds() {}

  /**
   * A bucket's own SSE-S3 key. One per bucket, made and deleted with it, so that no two requests
   * race to make it and a deleted bucket's bodies cannot be read again.
   *
   * @param key 32 secret bytes
   */
  public record ServiceKeyRecord(byte[] key) {

    /** Says nothing of the key. */
    @Override
    public String toString() {
      return "ServiceKeyRecord";
    }
  }

  /** The key of an object's record. */
  public static String objectKey(String bucket, String key) {
    return bucket + "/" + key;
  }

  /**
   * What the places of a key's versions begin with. The zero character sorts them before those of
   * longer keys.
   */
  public static String versionKey(String bucket, String key) {
    return versionKeys(bucket, key) + '\0';
  }

  /**
   * What the places of the versions of all keys begin with that begin like that. A zero character
   * within a key is followed by one that no place has behind the zero that ends the key.
   */
  public static String versionKeys(String bucket, String prefix) {
    return objectKey(bucket, prefix.replace("\0", ZERO));
  }

  /** A place behind all versions of a key, and before those of any key behind it. */
  public static String behindVersions(String bucket, String key) {
    return versionKey(bucket, key) + '~';
  }

  /** The key of the object's record whose version is at a place. */
  public static String objectKeyOf(String versionPlace) {
    return versionPlace.substring(0, versionPlace.lastIndexOf('\0')).replace(ZERO, "\0");
  }

  /** The place of an annotation; without a name, what those of a version's begin with. */
  public static String annotationKey(ObjectRecord object, String name) {
    return versionPlace(object) + "/" + name;
  }

  /** The place of what is kept beside a version, wherever the version itself is. */
  public static String versionPlace(ObjectRecord object) {
    return versionKey(object.bucket(), object.key())
        + HexFormat.of().toHexDigits(object.sequence());
  }

  /**
   * The place of a configuration.
   *
   * @param name what it is, such as {@code lifecycle}
   * @param id its id among those of the bucket; empty where a bucket has one only
   */
  public static String configurationKey(String bucket, String name, String id) {
    return bucket + "/" + name + "/" + id;
  }

  /** What is locked to change anything in a bucket. */
  public static String scope(String bucket) {
    return "s3/" + bucket;
  }
}

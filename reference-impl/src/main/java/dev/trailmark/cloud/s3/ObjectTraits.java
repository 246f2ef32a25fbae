package dev.trailmark.cloud.s3;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an object is beside its content and its encryption, and what can be changed later without
 * writing it again.
 *
 * @param storageClass its storage class
 * @param tags its tags in the order given
 * @param lock what keeps it from being deleted
 * @param accessTier the archive tier of Intelligent-Tiering that it went to; {@code null} for none
 */
record ObjectTraits(
    String storageClass, Map<String, String> tags, LockRecord lock, String accessTier) {
  /** Those of an object of whose write no header said anything. */
  static final ObjectTraits PLAIN =
      new ObjectTraits(StorageClasses.STANDARD, Map.of(), LockRecord.NONE);

  /** Copies the map, keeping its order. */
  ObjectTraits {
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /** In no archive tier, as all begin. */
  ObjectTraits(String storageClass, Map<String, String> tags, LockRecord lock) {
    this(storageClass, tags, lock, null);
  }

  ObjectTraits withStorageClass(String value) {
    return new ObjectTraits(value, tags, lock, null);
  }

  ObjectTraits withTags(Map<String, String> value) {
    return new ObjectTraits(storageClass, value, lock, accessTier);
  }

  ObjectTraits withLock(LockRecord value) {
    return new ObjectTraits(storageClass, tags, value, accessTier);
  }

  ObjectTraits withAccessTier(String value) {
    return new ObjectTraits(storageClass, tags, lock, value);
  }
}

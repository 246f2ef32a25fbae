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
 */
record ObjectTraits(String storageClass, Map<String, String> tags, LockRecord lock) {
  /** Those of an object of whose write no header said anything. */
  static final ObjectTraits PLAIN =
      new ObjectTraits(StorageClasses.STANDARD, Map.of(), LockRecord.NONE);

  /** Copies the map, keeping its order. */
  ObjectTraits {
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  ObjectTraits withStorageClass(String value) {
    return new ObjectTraits(value, tags, lock);
  }

  ObjectTraits withTags(Map<String, String> value) {
    return new ObjectTraits(storageClass, value, lock);
  }

  ObjectTraits withLock(LockRecord value) {
    return new ObjectTraits(storageClass, tags, value);
  }
}

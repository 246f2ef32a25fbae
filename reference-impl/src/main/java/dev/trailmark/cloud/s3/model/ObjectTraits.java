package dev.trailmark.cloud.s3.model;

import dev.trailmark.cloud.store.Repeated;
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
public record ObjectTraits(
    String storageClass, Map<String, String> tags, LockRecord lock, String accessTier) {
  /** The storage class of an object of whose write no header named one. */
  public static final String STANDARD = "STANDARD";

  /** Those of an object of whose write no header said anything. */
  static final ObjectTraits PLAIN = new ObjectTraits(STANDARD, Map.of(), LockRecord.NONE);

  /** Copies the map, keeping its order. */
  public ObjectTraits {
    tags = tags.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /** The same, kept once; tags in another order would be equal. */
  ObjectTraits once() {
    return tags.isEmpty() ? Repeated.value(this) : this;
  }

  /** In no archive tier, as all begin. */
  public ObjectTraits(String storageClass, Map<String, String> tags, LockRecord lock) {
    this(storageClass, tags, lock, null);
  }

  /** The same in another storage class. */
  public ObjectTraits withStorageClass(String value) {
    return new ObjectTraits(value, tags, lock, null);
  }

  /** The same with other tags, in the order given. */
  public ObjectTraits withTags(Map<String, String> value) {
    return new ObjectTraits(storageClass, value, lock, accessTier);
  }

  /** The same with another lock. */
  public ObjectTraits withLock(LockRecord value) {
    return new ObjectTraits(storageClass, tags, value, accessTier);
  }

  /** The same in another access tier of Intelligent-Tiering. */
  public ObjectTraits withAccessTier(String value) {
    return new ObjectTraits(storageClass, tags, lock, value);
  }
}

package dev.trailmark.cloud.store;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Values that very many records have in common, such as their bucket or their owner: each is kept
 * once, not once in every record. Some thousands of those that came last are remembered; what is
 * forgotten costs memory and nothing else.
 */
public final class Repeated {
  private static final int REMEMBERED = 4_096;
  private static final AtomicReferenceArray<Object> VALUES = new AtomicReferenceArray<>(REMEMBERED);

  private Repeated() {}

  /**
   * The value, or one that equals it and came before. Only for what is immutable, no secret, and
   * equal in all that counts: maps whose order counts are not.
   *
   * @param value may be {@code null}
   */
  @SuppressWarnings("unchecked") // what is kept has the very class of the value
  public static <T> T value(T value) {
    if (value == null) {
      return null;
    }
    int hash = value.hashCode();
    int slot = (hash ^ hash >>> 16) & REMEMBERED - 1;
    Object kept = VALUES.get(slot);
    if (kept != null && kept.getClass() == value.getClass() && kept.equals(value)) {
      return (T) kept;
    }
    VALUES.set(slot, value);
    return value;
  }
}

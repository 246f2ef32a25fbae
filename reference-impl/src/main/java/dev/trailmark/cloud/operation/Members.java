package dev.trailmark.cloud.operation;

/**
 * A decoded request's members by their API names, for constraints; implemented by {@code protocol}.
 */
public interface Members {

  /** The member's value, or {@code null} when the caller did not send it. */
  Object get(String member);
}

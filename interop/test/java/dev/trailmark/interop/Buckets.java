package dev.trailmark.interop;

import java.util.concurrent.atomic.AtomicInteger;

/** Names of buckets that no other test of the run uses. */
final class Buckets {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Buckets() {}

  static String name(String prefix) {
    return "interop-%s-%d".formatted(prefix, COUNT.incrementAndGet());
  }
}

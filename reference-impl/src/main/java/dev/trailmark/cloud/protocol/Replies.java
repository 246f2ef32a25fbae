package dev.trailmark.cloud.protocol;

import dev.trailmark.cloud.wire.Headers;

/** What the codecs do alike when they answer. */
final class Replies {
  private Replies() {}

  /** Adds what the operation has set; a header that is there already gives way. */
  static void addAll(Headers headers, Headers more) {
    for (int i = 0; i < more.size(); i++) {
      headers.set(more.name(i), more.value(i));
    }
  }
}

package dev.trailmark.cloud.s3.model;

import java.time.Instant;
import java.util.Map;

/**
 * One configuration of a bucket, such as its lifecycle or one of its inventories; it goes with the
 * bucket and survives restarts.
 *
 * @param document the XML that was sent, in the form of {@code DocumentCodec}
 * @param extras what came beside the document, such as headers, by name
 * @param changedAt when it was put last
 */
public record ConfigurationRecord(String document, Map<String, String> extras, Instant changedAt) {

  /** Extras that can no longer be changed, and none for a record that lacks them. */
  public ConfigurationRecord {
    extras = extras == null ? Map.of() : Map.copyOf(extras);
  }
}

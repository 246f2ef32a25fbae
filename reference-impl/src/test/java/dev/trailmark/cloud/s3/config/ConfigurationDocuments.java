package dev.trailmark.cloud.s3.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * A valid document of each configuration of a bucket, as {@code
 * src/test/resources/configurations/s3} has it, for a bucket {@code bucket} that is versioned.
 */
final class ConfigurationDocuments {
  static final List<String> ALL =
      List.of(
          "abac",
          "accelerate",
          "analytics",
          "cors",
          "encryption",
          "intelligent-tiering",
          "inventory",
          "lifecycle",
          "logging",
          "metrics",
          "notification",
          "ownershipControls",
          "publicAccessBlock",
          "replication",
          "requestPayment",
          "tagging",
          "versioning",
          "website");

  private static final Set<String> BY_ID =
      Set.of("analytics", "intelligent-tiering", "inventory", "metrics");

  private ConfigurationDocuments() {}

  /** The document, without the white space between elements. */
  static String of(String subresource) throws IOException {
    String path = "/configurations/s3/" + subresource + ".xml";
    try (InputStream file = ConfigurationDocuments.class.getResourceAsStream(path)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .replaceAll(">\\s+<", "><")
          .strip();
    }
  }

  /** Where it is put. */
  static String target(String subresource) {
    return "/bucket?" + subresource + (BY_ID.contains(subresource) ? "&id=i" : "");
  }
}

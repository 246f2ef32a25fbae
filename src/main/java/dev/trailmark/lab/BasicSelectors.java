package dev.trailmark.lab;

import java.util.List;
import software.amazon.awssdk.services.cloudtrail.model.DataResource;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;

/** Reads basic event selectors (CloudTrail API reference, EventSelector and DataResource). */
public final class BasicSelectors {

  private BasicSelectors() {}

  /** What selectors record of management events and of a bucket's objects. */
  public static SelectorFacts read(List<EventSelector> selectors, String bucket) {
    boolean management = selectors.stream().anyMatch(BasicSelectors::recordsManagement);
    boolean data = selectors.stream().anyMatch(selector -> recordsObjects(selector, bucket));
    return new SelectorFacts(management, data, text(selectors));
  }

  private static boolean recordsManagement(EventSelector selector) {
    return Boolean.TRUE.equals(selector.includeManagementEvents())
        && "All".equals(selector.readWriteTypeAsString())
        && !selector.excludeManagementEventSources().contains("kms.amazonaws.com");
  }

  private static boolean recordsObjects(EventSelector selector, String bucket) {
    return "All".equals(selector.readWriteTypeAsString())
        && selector.dataResources().stream()
            .filter(resource -> "AWS::S3::Object".equals(resource.type()))
            .flatMap(resource -> resource.values().stream())
            .anyMatch(value -> covers(value, bucket));
  }

  /** {@code arn:aws:s3} is every bucket; {@code arn:aws:s3:::bucket/} is every object of one. */
  private static boolean covers(String value, String bucket) {
    return value.matches("arn:aws[^:]*:s3(:::)?")
        || value.matches("arn:aws[^:]*:s3:::\\Q" + bucket + "\\E/");
  }

  private static String text(List<EventSelector> selectors) {
    return selectors.stream().map(BasicSelectors::text).toList().toString();
  }

  private static String text(EventSelector selector) {
    List<String> excluded = selector.excludeManagementEventSources();
    return "%s %s management events%s, data of %s"
        .formatted(
            selector.readWriteTypeAsString(),
            Boolean.TRUE.equals(selector.includeManagementEvents()) ? "with" : "without",
            excluded.isEmpty() ? "" : " but those of " + excluded,
            selector.dataResources().stream().map(DataResource::values).toList());
  }
}

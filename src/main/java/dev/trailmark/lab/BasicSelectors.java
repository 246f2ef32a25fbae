package dev.trailmark.lab;

import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudtrail.model.DataResource;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;

/** Reads basic event selectors (CloudTrail API reference, EventSelector and DataResource). */
public final class BasicSelectors {

  private BasicSelectors() {}

  /** What selectors record, taken together, of management events and of a bucket's objects. */
  public static SelectorFacts read(List<EventSelector> selectors, String bucket) {
    boolean management = together(selectors, BasicSelectors::recordsManagement);
    boolean data = together(selectors, selector -> recordsObjects(selector, bucket));
    return new SelectorFacts(management, data, text(selectors));
  }

  /** An event is recorded when any selector takes it, so one may take the reads, one the writes. */
  private static boolean together(List<EventSelector> selectors, Predicate<EventSelector> what) {
    List<EventSelector> fitting = selectors.stream().filter(what).toList();
    return fitting.stream().anyMatch(selector -> takes(selector, ReadWriteType.READ_ONLY))
        && fitting.stream().anyMatch(selector -> takes(selector, ReadWriteType.WRITE_ONLY));
  }

  private static boolean takes(EventSelector selector, ReadWriteType half) {
    return selector.readWriteType() == ReadWriteType.ALL || selector.readWriteType() == half;
  }

  private static boolean recordsManagement(EventSelector selector) {
    return Boolean.TRUE.equals(selector.includeManagementEvents())
        && !selector.excludeManagementEventSources().contains("kms.amazonaws.com");
  }

  private static boolean recordsObjects(EventSelector selector, String bucket) {
    return selector.dataResources().stream()
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

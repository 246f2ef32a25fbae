package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.store.Event;
import java.util.List;

/**
 * A basic event selector.
 *
 * @param readWriteType {@code All}, {@code ReadOnly} or {@code WriteOnly}
 * @param management whether management events are selected
 * @param s3Values S3 ARNs whose data events are selected, as given: {@code arn:aws:s3} for all,
 *     {@code arn:aws:s3:::bucket/} for a bucket, {@code arn:aws:s3:::bucket/prefix}
 * @param excludedSources management event sources left out
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html">
 *     EventSelector</a>
 */
record SelectorRecord(
    String readWriteType, boolean management, List<String> s3Values, List<String> excludedSources) {

  /** What a new trail logs: every management event, no data events. */
  static final SelectorRecord DEFAULT = new SelectorRecord("All", true, List.of(), List.of());

  private static final String S3 = "arn:aws:s3:::";

  SelectorRecord {
    s3Values = List.copyOf(s3Values);
    excludedSources = List.copyOf(excludedSources);
  }

  /** Whether the event is selected. */
  boolean selects(Event event) {
    if (!selectsKindOf(event.readOnly())) {
      return false;
    }
    return event.management()
        ? management && !excludedSources.contains(event.source())
        : event.resources().stream().anyMatch(this::selectsResource);
  }

  private boolean selectsKindOf(boolean readOnly) {
    return switch (readWriteType) {
      case "ReadOnly" -> readOnly;
      case "WriteOnly" -> !readOnly;
      default -> true;
    };
  }

  /** A call on a bucket, such as a listing, counts as one on everything in it. */
  private boolean selectsResource(Event.Resource resource) {
    boolean bucket = resource.type().equals("AWS::S3::Bucket");
    if (!bucket && !resource.type().equals("AWS::S3::Object")) {
      return false;
    }
    String arn = S3 + resource.name() + (bucket ? "/" : "");
    return s3Values.stream().anyMatch(arn::startsWith);
  }
}

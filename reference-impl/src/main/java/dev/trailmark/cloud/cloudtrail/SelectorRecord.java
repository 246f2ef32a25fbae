package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.store.Event;
import java.util.List;
import java.util.Map;

/**
 * A basic event selector.
 *
 * @param readWriteType {@code All}, {@code ReadOnly} or {@code WriteOnly}
 * @param management whether management events are selected
 * @param data resources whose data events are selected
 * @param excludedSources management event sources left out
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html">
 *     EventSelector</a>
 */
record SelectorRecord(
    String readWriteType, boolean management, List<Data> data, List<String> excludedSources) {

  /** What a new trail logs: every management event, no data events. */
  static final SelectorRecord DEFAULT = new SelectorRecord("All", true, List.of(), List.of());

  private static final String S3 = "arn:aws:s3:::";

  SelectorRecord {
    data = List.copyOf(data);
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
    if (!bucket && !resource.type().equals(Data.S3)) {
      return false;
    }
    String arn = S3 + resource.name() + (bucket ? "/" : "");
    return data.stream()
        .filter(each -> each.type().equals(Data.S3))
        .flatMap(each -> each.values().stream())
        .anyMatch(arn::startsWith);
  }

  /** Whether events of calls that change something are selected. */
  boolean writes() {
    return !readWriteType.equals("ReadOnly");
  }

  /**
   * Resources of one type.
   *
   * @param type such as {@code AWS::S3::Object}
   * @param values their ARNs or what these begin with, as given: {@code arn:aws:s3} for all, {@code
   *     arn:aws:s3:::bucket/} for a bucket, {@code arn:aws:s3:::bucket/prefix}
   */
  record Data(String type, List<String> values) {
    static final String S3 = "AWS::S3::Object";

    /** All objects, in the short form. */
    static final String S3_ALL = "arn:aws:s3";

    /** What the ARNs of each type that basic selectors know begin with. */
    static final Map<String, String> ARNS =
        Map.of(
            S3,
            "arn:aws:s3:::",
            "AWS::Lambda::Function",
            "arn:aws:lambda",
            "AWS::DynamoDB::Table",
            "arn:aws:dynamodb");

    Data {
      values = List.copyOf(values);
    }

    /** Objects of S3. */
    static Data objects(String... values) {
      return new Data(S3, List.of(values));
    }
  }
}

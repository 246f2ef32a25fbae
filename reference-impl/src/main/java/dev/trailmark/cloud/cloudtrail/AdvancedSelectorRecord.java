package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.store.Event;
import java.util.List;

/**
 * An advanced event selector: an event is selected when it meets the condition on every field.
 *
 * @param name what the caller calls it; {@code null} for nothing
 * @param fields the conditions
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedEventSelector.html">
 *     AdvancedEventSelector</a>
 */
record AdvancedSelectorRecord(String name, List<Condition> fields) {
  /** The field that every selector has. */
  static final String CATEGORY = "eventCategory";

  /** The field that every selector of data events has. */
  static final String TYPE = "resources.type";

  static final String ARN = "resources.ARN";
  static final String READ_ONLY = "readOnly";

  AdvancedSelectorRecord {
    fields = List.copyOf(fields);
  }

  /**
   * A condition on a field. A value meets it when it is one that any of the first three operators
   * names, or they name none, and none that one of the others names.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html#filtering-data-events-conditions">
   *     How CloudTrail evaluates multiple conditions for a field</a>
   */
  record Condition(
      String field,
      List<String> equal,
      List<String> startsWith,
      List<String> endsWith,
      List<String> notEqual,
      List<String> notStartsWith,
      List<String> notEndsWith) {

    Condition {
      equal = List.copyOf(equal);
      startsWith = List.copyOf(startsWith);
      endsWith = List.copyOf(endsWith);
      notEqual = List.copyOf(notEqual);
      notStartsWith = List.copyOf(notStartsWith);
      notEndsWith = List.copyOf(notEndsWith);
    }

    /** How many values its operators name. */
    int size() {
      return equal.size()
          + startsWith.size()
          + endsWith.size()
          + notEqual.size()
          + notStartsWith.size()
          + notEndsWith.size();
    }

    boolean meets(String value) {
      boolean open = equal.isEmpty() && startsWith.isEmpty() && endsWith.isEmpty();
      return (open
              || equal.contains(value)
              || startsWith.stream().anyMatch(value::startsWith)
              || endsWith.stream().anyMatch(value::endsWith))
          && !notEqual.contains(value)
          && notStartsWith.stream().noneMatch(value::startsWith)
          && notEndsWith.stream().noneMatch(value::endsWith);
    }
  }

  /** The condition on a field, or {@code null}. */
  Condition on(String field) {
    return fields.stream().filter(each -> each.field().equals(field)).findFirst().orElse(null);
  }

  /** Whether the event is selected. */
  boolean selects(Event event) {
    EventFields values = new EventFields(event);
    for (Condition condition : fields) {
      boolean ofResource = condition.field().equals(TYPE) || condition.field().equals(ARN);
      if (!ofResource && !condition.meets(values.value(condition.field()))) {
        return false;
      }
    }
    return on(TYPE) == null || values.resources().stream().anyMatch(this::selectsResource);
  }

  /** Type and ARN are those of one and the same resource. */
  private boolean selectsResource(EventFields.Resource resource) {
    Condition arn = on(ARN);
    return on(TYPE).meets(resource.type()) && (arn == null || arn.meets(resource.arn()));
  }

  /** Whether management events are selected. */
  boolean management() {
    return on(CATEGORY).equal().contains(EventFields.MANAGEMENT);
  }

  /** Whether events of calls that change something are selected. */
  boolean writes() {
    Condition readOnly = on(READ_ONLY);
    return readOnly == null || readOnly.meets("false");
  }
}

package dev.trailmark.lab;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;

/**
 * Reads advanced event selectors (CloudTrail API reference, AdvancedFieldSelector): a selector
 * records everything of a category unless a further field narrows it.
 */
public final class AdvancedSelectors {

  private static final String CATEGORY = "eventCategory";
  private static final String TYPE = "resources.type";
  private static final String ARN = "resources.ARN";
  private static final String READ_ONLY = "readOnly";

  private AdvancedSelectors() {}

  /** What selectors record, taken together, of management events and of a bucket's objects. */
  public static SelectorFacts read(List<AdvancedEventSelector> selectors, String bucket) {
    boolean management = together(selectors, AdvancedSelectors::recordsManagement);
    boolean data = together(selectors, each -> recordsObjects(each, bucket));
    return new SelectorFacts(management, data, text(selectors));
  }

  /** An event is recorded when any selector takes it, so one may take the reads, one the writes. */
  private static boolean together(
      List<AdvancedEventSelector> selectors, Predicate<AdvancedEventSelector> what) {
    List<AdvancedEventSelector> fitting = selectors.stream().filter(what).toList();
    return fitting.stream().anyMatch(selector -> takes(selector, "true"))
        && fitting.stream().anyMatch(selector -> takes(selector, "false"));
  }

  /** Whether the selector takes the events whose {@code readOnly} is that. */
  private static boolean takes(AdvancedEventSelector selector, String readOnly) {
    return selector.fieldSelectors().stream()
        .filter(field -> field.field().equals(READ_ONLY))
        .allMatch(
            field ->
                (field.equalsValue().isEmpty() || field.equalsValue().contains(readOnly))
                    && !field.notEquals().contains(readOnly));
  }

  private static boolean recordsManagement(AdvancedEventSelector selector) {
    return has(selector, CATEGORY, "Management")
        && Set.of(CATEGORY, READ_ONLY).containsAll(fields(selector));
  }

  private static boolean recordsObjects(AdvancedEventSelector selector, String bucket) {
    return has(selector, CATEGORY, "Data")
        && has(selector, TYPE, "AWS::S3::Object")
        && Set.of(CATEGORY, TYPE, ARN, READ_ONLY).containsAll(fields(selector))
        && selector.fieldSelectors().stream()
            .filter(field -> field.field().equals(ARN))
            .allMatch(field -> coversBucket(field, bucket));
  }

  /** Whether every object of the bucket begins as the condition wants, and none is left out. */
  private static boolean coversBucket(AdvancedFieldSelector field, String bucket) {
    String objects = "arn:aws:s3:::" + bucket + "/";
    return field.startsWith().stream()
            .map(start -> start.replaceFirst("^arn:aws[^:]*:", "arn:aws:"))
            .anyMatch(objects::startsWith)
        && field.notEquals().isEmpty()
        && field.notStartsWith().isEmpty()
        && field.notEndsWith().isEmpty();
  }

  private static boolean has(AdvancedEventSelector selector, String name, String value) {
    return selector.fieldSelectors().stream()
        .anyMatch(field -> field.field().equals(name) && field.equalsValue().contains(value));
  }

  private static Set<String> fields(AdvancedEventSelector selector) {
    return selector.fieldSelectors().stream()
        .map(AdvancedFieldSelector::field)
        .collect(Collectors.toSet());
  }

  private static String text(List<AdvancedEventSelector> selectors) {
    return selectors.stream()
        .map(
            selector ->
                selector.fieldSelectors().stream().map(AdvancedSelectors::text).toList().toString())
        .toList()
        .toString();
  }

  private static String text(AdvancedFieldSelector field) {
    StringBuilder text = new StringBuilder(field.field());
    add(text, "", field.equalsValue());
    add(text, "not ", field.notEquals());
    add(text, "starting with ", field.startsWith());
    add(text, "not starting with ", field.notStartsWith());
    add(text, "ending in ", field.endsWith());
    add(text, "not ending in ", field.notEndsWith());
    return text.toString();
  }

  private static void add(StringBuilder text, String how, List<String> values) {
    if (!values.isEmpty()) {
      text.append(' ').append(how).append(values);
    }
  }
}

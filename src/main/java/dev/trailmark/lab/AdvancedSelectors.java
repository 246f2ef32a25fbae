package dev.trailmark.lab;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;

/**
 * Reads advanced event selectors (CloudTrail API reference, AdvancedFieldSelector): a selector
 * records everything of a category unless a further field narrows it.
 */
public final class AdvancedSelectors {

  private AdvancedSelectors() {}

  /** What selectors record of management events and of a bucket's objects. */
  public static SelectorFacts read(List<AdvancedEventSelector> selectors, String bucket) {
    boolean management =
        selectors.stream()
            .anyMatch(each -> has(each, "eventCategory", "Management") && fields(each).size() == 1);
    boolean data = selectors.stream().anyMatch(each -> recordsObjects(each, bucket));
    return new SelectorFacts(management, data, text(selectors));
  }

  private static boolean recordsObjects(AdvancedEventSelector selector, String bucket) {
    Set<String> known = Set.of("eventCategory", "resources.type", "resources.ARN");
    return has(selector, "eventCategory", "Data")
        && has(selector, "resources.type", "AWS::S3::Object")
        && known.containsAll(fields(selector))
        && selector.fieldSelectors().stream()
            .filter(field -> field.field().equals("resources.ARN"))
            .allMatch(field -> coversBucket(field, bucket));
  }

  private static boolean coversBucket(AdvancedFieldSelector field, String bucket) {
    return field.startsWith().stream()
        .anyMatch(start -> start.matches("arn:aws[^:]*:s3:::(\\Q" + bucket + "\\E/)?"));
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

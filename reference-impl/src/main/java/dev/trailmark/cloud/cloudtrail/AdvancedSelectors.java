package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.cloudtrail.AdvancedSelectorRecord.Condition;
import dev.trailmark.cloud.operation.ServiceException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;

/**
 * Advanced event selectors as callers give and get them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html">
 *     AdvancedFieldSelector</a>
 */
final class AdvancedSelectors {
  private static final int MOST_VALUES = 500;
  private static final int LONGEST_VALUE = 2048;
  private static final int LONGEST_NAME = 1000;
  private static final Set<String> OF_MANAGEMENT =
      Set.of(AdvancedSelectorRecord.CATEGORY, AdvancedSelectorRecord.READ_ONLY, "eventSource");
  private static final Set<String> OF_DATA =
      Set.of(
          AdvancedSelectorRecord.CATEGORY,
          AdvancedSelectorRecord.READ_ONLY,
          AdvancedSelectorRecord.TYPE,
          AdvancedSelectorRecord.ARN,
          "eventName",
          "eventSource",
          "eventType",
          "userIdentity.arn",
          "sessionCredentialFromConsole");
  private static final Set<String> EQUALS_ONLY =
      Set.of(
          AdvancedSelectorRecord.CATEGORY,
          AdvancedSelectorRecord.READ_ONLY,
          AdvancedSelectorRecord.TYPE);

  private AdvancedSelectors() {}

  /**
   * Selectors as they are kept.
   *
   * @throws ServiceException InvalidEventSelectorsException; NotImplemented for network activity
   *     events
   */
  static List<AdvancedSelectorRecord> toRecords(List<AdvancedEventSelector> given) {
    List<AdvancedSelectorRecord> records = given.stream().map(AdvancedSelectors::toRecord).toList();
    int values =
        records.stream().flatMap(each -> each.fields().stream()).mapToInt(Condition::size).sum();
    if (values > MOST_VALUES) {
      throw invalid("Advanced event selectors take at most %d values in all.", MOST_VALUES);
    }
    return records;
  }

  private static AdvancedSelectorRecord toRecord(AdvancedEventSelector given) {
    AdvancedSelectorRecord selector =
        new AdvancedSelectorRecord(
            given.name(),
            given.fieldSelectors().stream().map(AdvancedSelectors::condition).toList());
    if (given.name() != null && given.name().length() > LONGEST_NAME) {
      throw invalid("Name takes at most %d characters.", LONGEST_NAME);
    }
    Set<String> seen = new HashSet<>();
    selector.fields().forEach(condition -> check(condition, seen));
    Condition category = selector.on(AdvancedSelectorRecord.CATEGORY);
    if (category == null) {
      throw invalid("A selector needs the field eventCategory.");
    }
    checkFields(selector, category.equal().get(0));
    return selector;
  }

  private static Condition condition(AdvancedFieldSelector given) {
    if (given.field() == null) {
      throw invalid("A field selector needs a Field.");
    }
    return new Condition(
        given.field(),
        given.equalsValue(),
        given.startsWith(),
        given.endsWith(),
        given.notEquals(),
        given.notStartsWith(),
        given.notEndsWith());
  }

  private static void check(Condition condition, Set<String> seen) {
    String field = condition.field();
    if (!seen.add(field)) {
      throw invalid("The field %s is there twice.", field);
    }
    if (condition.size() == 0) {
      throw invalid("The field %s has no operator with a value.", field);
    }
    if (EQUALS_ONLY.contains(field) && (condition.size() != 1 || condition.equal().size() != 1)) {
      throw invalid("The field %s takes Equals with one value.", field);
    }
    boolean fits =
        values(condition).allMatch(text -> !text.isEmpty() && text.length() <= LONGEST_VALUE);
    if (!fits) {
      throw invalid("The values of %s are of 1 to %d characters.", field, LONGEST_VALUE);
    }
    if (field.equals(AdvancedSelectorRecord.READ_ONLY)
        && !Set.of("true", "false").contains(condition.equal().get(0))) {
      throw invalid("The field readOnly is true or false.");
    }
  }

  private static Stream<String> values(Condition condition) {
    return Stream.of(
            condition.equal(),
            condition.startsWith(),
            condition.endsWith(),
            condition.notEqual(),
            condition.notStartsWith(),
            condition.notEndsWith())
        .flatMap(List::stream);
  }

  private static void checkFields(AdvancedSelectorRecord selector, String category) {
    Set<String> allowed =
        switch (category) {
          case EventFields.MANAGEMENT -> OF_MANAGEMENT;
          case EventFields.DATA -> OF_DATA;
          case "NetworkActivity" ->
              throw new ServiceException(
                  "NotImplemented", 501, "Trailmark does not implement network activity events.");
          default -> throw invalid("%s is not an eventCategory of trails.", category);
        };
    for (Condition condition : selector.fields()) {
      if (!allowed.contains(condition.field())) {
        throw invalid(
            "The field %s does not go with the event category %s.", condition.field(), category);
      }
    }
    if (allowed == OF_DATA && selector.on(AdvancedSelectorRecord.TYPE) == null) {
      throw invalid("A selector of data events needs the field resources.type.");
    }
  }

  private static ServiceException invalid(String text, Object... arguments) {
    return CloudTrailError.INVALID_EVENT_SELECTORS.because(text, arguments);
  }

  /** Selectors as callers get them; without a selector, as for basic ones, {@code null}. */
  static List<AdvancedEventSelector> fromRecords(List<AdvancedSelectorRecord> selectors) {
    return selectors.isEmpty()
        ? null
        : selectors.stream()
            .map(
                selector ->
                    AdvancedEventSelector.builder()
                        .name(selector.name())
                        .fieldSelectors(
                            selector.fields().stream().map(AdvancedSelectors::field).toList())
                        .build())
            .toList();
  }

  private static AdvancedFieldSelector field(Condition condition) {
    return AdvancedFieldSelector.builder()
        .field(condition.field())
        .equalsValue(orNull(condition.equal()))
        .startsWith(orNull(condition.startsWith()))
        .endsWith(orNull(condition.endsWith()))
        .notEquals(orNull(condition.notEqual()))
        .notStartsWith(orNull(condition.notStartsWith()))
        .notEndsWith(orNull(condition.notEndsWith()))
        .build();
  }

  private static List<String> orNull(List<String> values) {
    return values.isEmpty() ? null : values;
  }
}

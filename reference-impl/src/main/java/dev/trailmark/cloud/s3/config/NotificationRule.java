package dev.trailmark.cloud.s3.config;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.request.S3Error;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfigurationFilter;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.TopicConfiguration;

/**
 * One configuration of notifications, whatever its destination.
 *
 * @param argument what refusals call the destination
 * @param service the service that its ARN must name
 * @param resource the pattern of the resource in its ARN
 * @param arn where events go
 * @param events their types
 * @param filter rules on keys
 */
record NotificationRule(
    String id,
    String argument,
    String service,
    String resource,
    String arn,
    Set<String> events,
    List<FilterRule> filter) {
  private static final Set<String> KNOWN =
      Stream.of(Event.values())
          .filter(Forms::known)
          .map(Event::toString)
          .collect(Collectors.toSet());
  private static final int LONGEST_VALUE = 1_024;
  private static final int LONGEST_ID = 255;

  static NotificationRule of(TopicConfiguration sent) {
    return new NotificationRule(
        sent.id(),
        "Topic",
        "sns",
        "[A-Za-z0-9_-]+(\\.fifo)?",
        sent.topicArn(),
        new HashSet<>(sent.eventsAsStrings()),
        rules(sent.filter()));
  }

  static NotificationRule of(QueueConfiguration sent) {
    return new NotificationRule(
        sent.id(),
        "Queue",
        "sqs",
        "[A-Za-z0-9_-]+(\\.fifo)?",
        sent.queueArn(),
        new HashSet<>(sent.eventsAsStrings()),
        rules(sent.filter()));
  }

  static NotificationRule of(LambdaFunctionConfiguration sent) {
    return new NotificationRule(
        sent.id(),
        "CloudFunction",
        "lambda",
        "function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?",
        sent.lambdaFunctionArn(),
        new HashSet<>(sent.eventsAsStrings()),
        rules(sent.filter()));
  }

  private static List<FilterRule> rules(NotificationConfigurationFilter sent) {
    return sent == null || sent.key() == null ? List.of() : sent.key().filterRules();
  }

  /** A filter as it is kept: as recorded, {@code Prefix} and {@code Suffix} however they came. */
  static NotificationConfigurationFilter shown(NotificationConfigurationFilter sent) {
    if (sent == null || sent.key() == null) {
      return sent;
    }
    List<FilterRule> shown =
        sent.key().filterRules().stream()
            .map(rule -> rule.toBuilder().name(shown(rule.nameAsString())).build())
            .toList();
    return sent.toBuilder().key(key -> key.filterRules(shown)).build();
  }

  private static String shown(String name) {
    if ("prefix".equalsIgnoreCase(name)) {
      return "Prefix";
    }
    return "suffix".equalsIgnoreCase(name) ? "Suffix" : name;
  }

  /**
   * Checks it by itself.
   *
   * @param region the bucket's, where the destination must be
   */
  void check(String region) {
    if (arn == null || events.isEmpty()) {
      throw S3Error.MALFORMED_XML.fail();
    }
    for (String event : events) {
      if (!KNOWN.contains(event)) {
        throw refused("The event is not supported for notifications", "Event", event);
      }
    }
    if (id.length() > LONGEST_ID) {
      throw refused("ID length should not exceed allowed limit of 255", "ID", id);
    }
    checkDestination(region);
    checkFilter();
  }

  private void checkDestination(String region) {
    Pattern form =
        Pattern.compile("arn:aws[a-z-]*:" + service + ":([a-z0-9-]+):[0-9]{12}:(" + resource + ")");
    var parsed = form.matcher(arn);
    if (!parsed.matches()) {
      throw refused("The ARN could not be parsed", argument, arn);
    }
    if (!parsed.group(1).equals(region)) {
      throw refused(
          "The notification destination service region is not valid for the bucket location"
              + " constraint",
          argument,
          arn);
    }
    if (arn.endsWith(".fifo")) {
      String kind = service.equals("sqs") ? "SQS queues" : "SNS topics";
      throw refused("FIFO " + kind + " are not supported.", argument, arn);
    }
  }

  private void checkFilter() {
    Set<String> seen = new HashSet<>();
    for (FilterRule rule : filter) {
      if (rule.nameAsString() == null || rule.value() == null) {
        throw S3Error.MALFORMED_XML.fail();
      }
      String name = rule.nameAsString().toLowerCase(Locale.ROOT);
      if (!name.equals("prefix") && !name.equals("suffix")) {
        throw refused(
            "filter rule name must be either prefix or suffix",
            "FilterRule.Name",
            rule.nameAsString());
      }
      if (!seen.add(name)) {
        throw refused(
            "Cannot specify more than one " + name + " rule in a filter.",
            "FilterRule.Name",
            rule.nameAsString());
      }
      if (rule.value().getBytes(StandardCharsets.UTF_8).length > LONGEST_VALUE) {
        throw refused(
            "Size of filter rule value cannot exceed 1024 bytes in UTF-8 representation",
            "FilterRule.Value",
            rule.value());
      }
    }
  }

  /** Refuses ids used twice, and events that two configurations would both get for a key. */
  static void requireDistinct(List<NotificationRule> rules) {
    for (int i = 0; i < rules.size(); i++) {
      for (int j = i + 1; j < rules.size(); j++) {
        NotificationRule one = rules.get(i);
        NotificationRule two = rules.get(j);
        if (one.id().equals(two.id())) {
          throw S3Error.INVALID_ARGUMENT.because(
              "Same ID used for multiple configurations. IDs must be unique");
        }
        if (one.sharesEvent(two) && one.sharesKey(two)) {
          throw S3Error.INVALID_ARGUMENT.because(
              one.filter().isEmpty() && two.filter().isEmpty()
                  ? "Configurations overlap. Configurations on the same bucket cannot share a"
                      + " common event type."
                  : "Configuration is ambiguously defined. Cannot have overlapping suffixes in two"
                      + " rules if the prefixes are overlapping for the same event type.");
        }
      }
    }
  }

  private boolean sharesEvent(NotificationRule other) {
    return events.stream()
        .anyMatch(a -> other.events().stream().anyMatch(b -> covers(a, b) || covers(b, a)));
  }

  /** {@code s3:ObjectCreated:*} covers {@code s3:ObjectCreated:Put}. */
  private static boolean covers(String general, String event) {
    return general.equals(event)
        || general.endsWith(":*") && event.startsWith(general.substring(0, general.length() - 1));
  }

  private boolean sharesKey(NotificationRule other) {
    String prefix = value("prefix");
    String others = other.value("prefix");
    String suffix = value("suffix");
    String otherSuffix = other.value("suffix");
    return (prefix.startsWith(others) || others.startsWith(prefix))
        && (suffix.endsWith(otherSuffix) || otherSuffix.endsWith(suffix));
  }

  private String value(String name) {
    return filter.stream()
        .filter(rule -> rule.nameAsString().equalsIgnoreCase(name))
        .map(FilterRule::value)
        .findFirst()
        .orElse("");
  }

  private static ServiceException refused(String message, String argument, String value) {
    return S3Error.INVALID_ARGUMENT
        .because("%s", message)
        .with("ArgumentName", argument)
        .with("ArgumentValue", value);
  }
}

package dev.trailmark.cloud.s3.lifecycle;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Kept;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Sent;
import dev.trailmark.cloud.s3.request.S3Error;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationResponse;

/**
 * The rules of a lifecycle as a whole: how many rules, their ids, and old and new forms not mixed.
 * {@link RuleCheck} has those of each.
 */
final class LifecycleCheck {
  private static final int MOST = 1_000;
  private static final int LONGEST_ID = 255;

  private LifecycleCheck() {}

  static Kept check(Sent<BucketLifecycleConfiguration> sent) {
    String minimum = minimumSize(sent.input().get(Rules.MINIMUM_SIZE));
    List<LifecycleRule> rules = sent.document().rules();
    if (rules.isEmpty()) {
      throw S3Error.MALFORMED_XML.fail();
    }
    if (rules.size() > MOST) {
      throw S3Error.INVALID_REQUEST.because(
          "The number of lifecycle rules must not exceed the allowed limit of 1000 rules.");
    }
    rules.forEach(RuleCheck::form);
    if (rules.get(0).prefix() == null) {
      requireFilters(rules);
    } else {
      OldForm.require(rules);
    }
    rules.forEach(RuleCheck::values);
    return new Kept(
        BucketLifecycleConfiguration.builder().rules(named(sent.call(), rules)).build(),
        Map.of(Rules.MINIMUM_SIZE, minimum));
  }

  private static void requireFilters(List<LifecycleRule> rules) {
    if (rules.stream().anyMatch(rule -> rule.prefix() != null)) {
      throw S3Error.INVALID_REQUEST.because(
          "Base level prefix cannot be used in Lifecycle V2, prefixes are only supported in the"
              + " Filter.");
    }
  }

  static SdkPojo answer(Kept kept) {
    return PutBucketLifecycleConfigurationResponse.builder()
        .transitionDefaultMinimumObjectSize(kept.extras().get(Rules.MINIMUM_SIZE))
        .build();
  }

  private static String minimumSize(Object header) {
    if (header == null) {
      return Rules.ALL_CLASSES;
    }
    if (!header.equals(Rules.ALL_CLASSES) && !header.equals(Rules.BY_CLASS)) {
      throw S3Error.INVALID_REQUEST.because(
          "Invalid TransitionDefaultMinimumObjectSize found: %s", header);
    }
    return header.toString();
  }

  /** The rules, each with an id; S3 makes one where none was sent. */
  private static List<LifecycleRule> named(Call call, List<LifecycleRule> rules) {
    Set<String> ids = new HashSet<>();
    List<LifecycleRule> named = new ArrayList<>(rules.size());
    for (LifecycleRule rule : rules) {
      boolean without = rule.id() == null || rule.id().isEmpty();
      String id = without ? newId(call) : rule.id();
      if (id.length() > LONGEST_ID) {
        throw S3Error.INVALID_ARGUMENT
            .because("ID length should not exceed allowed limit of 255")
            .with("ArgumentName", "ID")
            .with("ArgumentValue", id);
      }
      if (!ids.add(id)) {
        throw S3Error.INVALID_ARGUMENT
            .because("Rule ID must be unique. Found same ID for more than one rule")
            .with("ArgumentName", "ID")
            .with("ArgumentValue", id);
      }
      named.add(without ? rule.toBuilder().id(id).build() : rule);
    }
    return named;
  }

  private static String newId(Call call) {
    byte[] uuid = call.ids().uuid().getBytes(StandardCharsets.US_ASCII);
    return Base64.getEncoder().encodeToString(uuid);
  }
}

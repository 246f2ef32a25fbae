package dev.trailmark.cloud.sts;

import static dev.trailmark.cloud.operation.Constraint.length;
import static dev.trailmark.cloud.operation.Constraint.pattern;
import static dev.trailmark.cloud.operation.Constraint.range;
import static dev.trailmark.cloud.operation.Constraint.required;

import dev.trailmark.cloud.operation.Constraint;
import dev.trailmark.cloud.operation.Members;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * The documented limits of STS's parameters.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html">STS API
 *     reference</a>
 */
final class StsLimits {
  private static final String NAME = "[\\w+=,.@-]*";
  private static final String TAG_KEY = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+";
  private static final String TAG_VALUE = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*";
  private static final String ARN_TEXT =
      "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+";
  private static final Pattern ARN = Pattern.compile(ARN_TEXT);
  private static final Pattern KEY = Pattern.compile(TAG_KEY);
  private static final Pattern VALUE = Pattern.compile(TAG_VALUE);

  private static final Constraint TOKEN_SIZE = range("MinimumSessionTokenSize", 0, 4096);

  private StsLimits() {}

  static Constraint[] ofAssumeRole() {
    return all(
        new Constraint[] {
          required("RoleArn"),
          length("RoleArn", 20, 2048),
          required("RoleSessionName"),
          length("RoleSessionName", 2, 64),
          pattern("RoleSessionName", NAME),
          range("DurationSeconds", 900, 43_200),
          length("TransitiveTagKeys", 0, 50),
          length("ExternalId", 2, 1224),
          pattern("ExternalId", "[\\w+=,.@:\\/-]*"),
          length("SourceIdentity", 2, 64),
          pattern("SourceIdentity", NAME),
          TOKEN_SIZE
        },
        terms(),
        mfa());
  }

  static Constraint[] ofGetFederationToken() {
    return all(
        new Constraint[] {
          required("Name"),
          length("Name", 2, 32),
          pattern("Name", NAME),
          range("DurationSeconds", 900, 129_600),
          TOKEN_SIZE
        },
        terms());
  }

  static Constraint[] ofGetSessionToken() {
    return all(new Constraint[] {range("DurationSeconds", 900, 129_600), TOKEN_SIZE}, mfa());
  }

  private static Constraint[] terms() {
    return new Constraint[] {
      length("Policy", 1, 2048),
      pattern("Policy", "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
      StsLimits::policyArns,
      length("Tags", 0, 50),
      StsLimits::tags
    };
  }

  private static Constraint[] mfa() {
    return new Constraint[] {
      length("SerialNumber", 9, 256),
      pattern("SerialNumber", "[\\w+=/:,.@-]*"),
      length("TokenCode", 6, 6),
      pattern("TokenCode", "[\\d]*")
    };
  }

  private static void policyArns(Members input, Collection<String> violations) {
    List<?> descriptors = input.get("PolicyArns") instanceof List<?> list ? list : List.of();
    for (int i = 0; i < descriptors.size(); i++) {
      String arn = ((PolicyDescriptorType) descriptors.get(i)).arn();
      String path = "policyArns." + (i + 1) + ".member.arn";
      text(arn, path, 20, 2048, ARN, ARN_TEXT, violations);
    }
  }

  private static void tags(Members input, Collection<String> violations) {
    if (!(input.get("Tags") instanceof List<?> tags)) {
      return;
    }
    for (int i = 0; i < tags.size(); i++) {
      Tag tag = (Tag) tags.get(i);
      String path = "tags." + (i + 1) + ".member.";
      text(tag.key(), path + "key", 1, 128, KEY, TAG_KEY, violations);
      text(tag.value(), path + "value", 0, 256, VALUE, TAG_VALUE, violations);
    }
  }

  private static void text(
      String value,
      String path,
      int least,
      int most,
      Pattern pattern,
      String shown,
      Collection<String> violations) {
    String limit = null;
    if (value == null) {
      limit = "Member must not be null";
    } else if (value.length() < least) {
      limit = "Member must have length greater than or equal to " + least;
    } else if (value.length() > most) {
      limit = "Member must have length less than or equal to " + most;
    } else if (!pattern.matcher(value).matches()) {
      limit = "Member must satisfy regular expression pattern: " + shown;
    }
    if (limit != null) {
      String quoted = value == null ? "null" : "'" + value + "'";
      violations.add(
          "Value " + quoted + " at '" + path + "' failed to satisfy constraint: " + limit);
    }
  }

  private static Constraint[] all(Constraint[]... groups) {
    return Arrays.stream(groups).flatMap(Arrays::stream).toArray(Constraint[]::new);
  }
}

package dev.trailmark.cloud.operation;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;

/**
 * One documented limit of an input member, checked before the operation runs and worded as AWS's
 * services word it: {@code 1 validation error detected: Value '0' at 'numberOfBytes' failed to
 * satisfy constraint: Member must have value greater than or equal to 1}.
 */
public interface Constraint {

  /** Adds a sentence to {@code violations} for each value that breaks the limit. */
  void check(Members input, Collection<String> violations);

  /** The member must be sent. */
  static Constraint required(String member) {
    return (input, violations) -> {
      if (input.get(member) == null) {
        violations.add(violation("Value null", member, "Member must not be null"));
      }
    };
  }

  /** Length of a string (characters), blob (bytes), list or map (entries), both ends inclusive. */
  static Constraint length(String member, int least, int most) {
    return (input, violations) -> {
      Object value = input.get(member);
      int length = value == null ? least : lengthOf(value);
      if (length < least) {
        violations.add(
            violation(
                shown(value), member, "Member must have length greater than or equal to " + least));
      } else if (length > most && value != null) {
        violations.add(
            violation(
                shown(value), member, "Member must have length less than or equal to " + most));
      }
    };
  }

  /** A number's range, both ends inclusive. */
  static Constraint range(String member, long least, long most) {
    return (input, violations) -> {
      if (!(input.get(member) instanceof Number number)) {
        return;
      }
      if (number.longValue() < least) {
        violations.add(
            violation(
                shown(number), member, "Member must have value greater than or equal to " + least));
      } else if (number.longValue() > most) {
        violations.add(
            violation(
                shown(number), member, "Member must have value less than or equal to " + most));
      }
    };
  }

  /** A string must match the whole pattern; {@code shown} is how AWS prints it. */
  static Constraint pattern(String member, String shown) {
    Pattern pattern = Pattern.compile(shown);
    return (input, violations) -> {
      if (input.get(member) instanceof String text && !pattern.matcher(text).matches()) {
        violations.add(
            violation(
                shown(text), member, "Member must satisfy regular expression pattern: " + shown));
      }
    };
  }

  /** A string must be one of these. */
  static Constraint oneOf(String member, String... allowed) {
    List<String> values = List.of(allowed);
    return (input, violations) -> {
      if (input.get(member) instanceof String text && !values.contains(text)) {
        violations.add(
            violation(shown(text), member, "Member must satisfy enum value set: " + values));
      }
    };
  }

  /** Each string of a list must be one of these. */
  static Constraint eachOneOf(String member, String... allowed) {
    List<String> values = List.of(allowed);
    return (input, violations) -> {
      if (!(input.get(member) instanceof Collection<?> list)) {
        return;
      }
      if (!values.containsAll(list)) {
        violations.add(ofEach(list, member, "Member must satisfy enum value set: " + values));
      }
    };
  }

  /** Each string of a list must have a length, in characters, both ends inclusive. */
  static Constraint eachLength(String member, int least, int most) {
    return (input, violations) -> {
      if (input.get(member) instanceof Collection<?> list
          && list.stream()
              .mapToInt(Constraint::lengthOf)
              .anyMatch(length -> length < least || length > most)) {
        violations.add(
            ofEach(
                list,
                member,
                "Member must have length less than or equal to "
                    + most
                    + ", Member must have length greater than or equal to "
                    + least));
      }
    };
  }

  private static String ofEach(Collection<?> list, String member, String limits) {
    return violation(shown(list), member, "Member must satisfy constraint: [" + limits + "]");
  }

  private static int lengthOf(Object value) {
    if (value instanceof String text) {
      return text.codePointCount(0, text.length());
    }
    if (value instanceof SdkBytes blob) {
      return blob.asByteArrayUnsafe().length;
    }
    if (value instanceof Collection<?> list) {
      return list.size();
    }
    return value instanceof Map<?, ?> map ? map.size() : 0;
  }

  /** Blobs are not echoed. */
  private static String shown(Object value) {
    return value instanceof SdkBytes ? "Value" : "Value '" + value + "'";
  }

  private static String violation(String value, String member, String limit) {
    String path = member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
    return value + " at '" + path + "' failed to satisfy constraint: " + limit;
  }
}

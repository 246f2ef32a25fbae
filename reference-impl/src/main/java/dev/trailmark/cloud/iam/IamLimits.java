package dev.trailmark.cloud.iam;

import static dev.trailmark.cloud.operation.Constraint.length;
import static dev.trailmark.cloud.operation.Constraint.pattern;
import static dev.trailmark.cloud.operation.Constraint.range;
import static dev.trailmark.cloud.operation.Constraint.required;

import dev.trailmark.cloud.operation.Constraint;
import java.util.Arrays;
import java.util.List;

/**
 * The documented limits of IAM's parameters.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html">IAM API
 *     reference</a>
 */
final class IamLimits {
  private static final String NAME = "[\\w+=,.@-]+";
  private static final String PATH = "(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)";

  private IamLimits() {}

  /** A user's or role's name that must be sent. */
  static Constraint[] entity(String member) {
    return new Constraint[] {required(member), length(member, 1, 64), pattern(member, NAME)};
  }

  /** A user's name that may be left out. */
  static Constraint[] optionalEntity(String member) {
    return new Constraint[] {length(member, 1, 64), pattern(member, NAME)};
  }

  /** The name of a user, group or role that must be sent. */
  static Constraint[] name(IdentityType<?> type) {
    String member = type.member();
    return new Constraint[] {
      required(member), length(member, 1, type.nameLength()), pattern(member, NAME)
    };
  }

  static Constraint[] policyName() {
    return new Constraint[] {
      required("PolicyName"), length("PolicyName", 1, 128), pattern("PolicyName", NAME)
    };
  }

  static Constraint[] document(String member) {
    return new Constraint[] {required(member), length(member, 1, 131_072)};
  }

  static Constraint[] path() {
    return new Constraint[] {length("Path", 1, 512), pattern("Path", PATH)};
  }

  static Constraint[] paging() {
    return new Constraint[] {range("MaxItems", 1, 1000), length("Marker", 1, 1000)};
  }

  static Constraint[] accessKeyId() {
    return new Constraint[] {
      required("AccessKeyId"), length("AccessKeyId", 16, 128), pattern("AccessKeyId", "[\\w]+")
    };
  }

  /** IAM repeats neither the value nor the allowed ones here. */
  static Constraint[] keyStatus() {
    return new Constraint[] {
      required("Status"),
      (input, violations) -> {
        Object status = input.get("Status");
        if (status != null && !List.of("Active", "Inactive").contains(status)) {
          violations.add(
              "Value at 'status' failed to satisfy constraint: Member must satisfy enum value set");
        }
      }
    };
  }

  /** All of these. */
  static Constraint[] all(Constraint[]... groups) {
    return Arrays.stream(groups).flatMap(Arrays::stream).toArray(Constraint[]::new);
  }
}

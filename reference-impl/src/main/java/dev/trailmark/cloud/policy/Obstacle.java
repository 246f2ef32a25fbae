package dev.trailmark.cloud.policy;

import java.util.List;

/**
 * Why a statement does not apply to a request although it covers the action: one of its elements
 * does not fit.
 *
 * @param element the element, as policies spell it: {@code Principal}, {@code NotPrincipal}, {@code
 *     Resource}, {@code NotResource} or {@code Condition}
 * @param operator the condition's operator as written, such as {@code ForAnyValue:StringLike};
 *     {@code null} for other elements
 * @param key the condition's key as written; {@code null} for other elements
 * @param wanted the element's or the condition's values as written
 * @param found what the request has instead: the caller's ARN, the resource's ARN, the key's
 *     values; empty when the request has no such key
 */
public record Obstacle(
    String element, String operator, String key, List<String> wanted, List<String> found) {

  /** Copies the lists so that the obstacle is immutable. */
  public Obstacle {
    wanted = List.copyOf(wanted);
    found = List.copyOf(found);
  }

  /** An element other than Condition. */
  static Obstacle of(String element, List<String> wanted, String found) {
    return new Obstacle(element, null, null, wanted, List.of(found));
  }

  /** One sentence for a person to read, without a trailing dot. */
  public String sentence() {
    String values = String.join(", ", wanted);
    String actual = found.isEmpty() ? "" : String.join(", ", found);
    return switch (element) {
      case "Principal" -> "its Principal is " + values + ", not " + actual;
      case "NotPrincipal" -> "its NotPrincipal leaves " + actual + " out";
      case "Resource" -> "its Resource is " + values + ", not " + actual;
      case "NotResource" -> "its NotResource leaves " + actual + " out";
      default ->
          "its Condition %s wants %s to be %s, and %s"
              .formatted(
                  operator,
                  key,
                  values,
                  found.isEmpty() ? "the request has no such key" : "it is " + actual);
    };
  }
}

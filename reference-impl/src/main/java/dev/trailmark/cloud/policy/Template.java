package dev.trailmark.cloud.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A policy value with policy variables: {@code ${aws:username}}, {@code ${aws:PrincipalTag/team,
 * 'none'}} and the escapes {@code ${*}}, {@code ${?}} and {@code ${$}}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">IAM
 *     policy elements: variables</a>
 */
final class Template {

  private static final String OPEN = "${";

  /** Fixed text ({@code key} null), or a variable with its default ({@code text}, may be null). */
  private record Part(String key, String text) {}

  private final List<Part> parts;

  private Template(List<Part> parts) {
    this.parts = parts;
  }

  /** Whether a text names variables or escapes at all. */
  static boolean isTemplate(String text) {
    return text.contains(OPEN);
  }

  /**
   * Parses a value.
   *
   * @param wildcards whether {@code *} and {@code ?} of the fixed text are to be encoded for {@link
   *     Globs}
   */
  static Template parse(String text, boolean wildcards) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf(OPEN, at);
      int close = open < 0 ? -1 : text.indexOf('}', open);
      if (close < 0) {
        parts.add(fixed(text.substring(at), wildcards));
        break;
      }
      if (open > at) {
        parts.add(fixed(text.substring(at, open), wildcards));
      }
      parts.add(variable(text.substring(open + OPEN.length(), close)));
      at = close + 1;
    }
    return new Template(parts);
  }

  private static Part fixed(String text, boolean wildcards) {
    return new Part(null, wildcards ? Globs.encode(text) : text);
  }

  private static Part variable(String body) {
    if (body.equals("*") || body.equals("?") || body.equals("$")) {
      return new Part(null, body);
    }
    int comma = body.indexOf(',');
    String key = name(body).toLowerCase(Locale.ROOT);
    String quoted = comma < 0 ? "" : body.substring(comma + 1).trim();
    boolean hasDefault = quoted.length() >= 2 && quoted.startsWith("'") && quoted.endsWith("'");
    return new Part(key, hasDefault ? quoted.substring(1, quoted.length() - 1) : null);
  }

  private static String name(String body) {
    int comma = body.indexOf(',');
    return (comma < 0 ? body : body.substring(0, comma)).trim();
  }

  /** The variables that a value names, as written; escapes are none. */
  static List<String> variables(String text) {
    List<String> names = new ArrayList<>();
    int open = text.indexOf(OPEN);
    while (open >= 0) {
      int close = text.indexOf('}', open);
      if (close < 0) {
        break;
      }
      String name = name(text.substring(open + OPEN.length(), close));
      if (name.length() > 1) {
        names.add(name);
      }
      open = text.indexOf(OPEN, close);
    }
    return names;
  }

  /** Whether the value is the same for every request. */
  boolean isFixed() {
    return parts.stream().allMatch(part -> part.key == null);
  }

  /**
   * The value for a request; {@code null} when a variable has no single value there and no default,
   * or one that could be taken for a wildcard.
   */
  String resolve(RequestContext context) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      String value = part.key == null ? part.text : lookUp(part, context);
      if (value == null) {
        return null;
      }
      text.append(value);
    }
    return text.toString();
  }

  private static String lookUp(Part part, RequestContext context) {
    List<String> values = context.values(part.key);
    if (values == null || values.isEmpty()) {
      return part.text;
    }
    boolean usable = values.size() == 1 && !Globs.hasEncodedWildcard(values.get(0));
    return usable ? values.get(0) : null;
  }
}
